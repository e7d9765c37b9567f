using System.Net;
using Foobar.Gateway.Addresses;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Forwarding;

/// <summary>Who is believed about the client and the trace of a request: the proxies before the gateway, and nobody else.</summary>
internal sealed class TrustedPeers(GatewayConfiguration configuration)
{
    private readonly Compiled<TrustedProxies, CidrTrie<bool>> _networks = new(CidrSet.Create);

    /// <param name="peer">The other end of the connection: not the client's address, which takes its place later.</param>
    public bool Contains(IPAddress? peer) =>
        _networks.For(configuration.Current.TrustedProxies) is { IsEmpty: false } networks && peer is not null && networks.Contains(peer);
}
