using Foobar.Gateway.Addresses;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Foobar.Gateway.Forwarding;

/// <summary>
/// ASP.NET Core's <see cref="ForwardedHeadersMiddleware"/> for one list of trusted proxies. That it ignores others is not
/// enough for a gateway, which passes on what it ignores; so those are told apart here.
/// </summary>
internal sealed class ForwardedHeadersReader
{
    private readonly ForwardedHeadersMiddleware _middleware;

    public ForwardedHeadersReader(TrustedProxies proxies, ILoggerFactory loggers)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,

            // However many proxies: up to the first, from the right, that is not trusted.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownIPNetworks.Add(Unmapped(CidrNotation.Parse(proxy)));
        }

        _middleware = new ForwardedHeadersMiddleware(_ => Task.CompletedTask, loggers, Options.Create(options));
    }

    /// <summary>Takes over what a trusted proxy says.</summary>
    public void Apply(HttpContext context)
    {
        _middleware.ApplyForwarders(context);
        foreach (var name in ForwardedHeaderNames.Leftovers)
        {
            context.Request.Headers.Remove(name);
        }
    }

    // The middleware compares IPv4 addresses as such.
    private static IPNetwork Unmapped(IPNetwork network) =>
        network.BaseAddress.IsIPv4MappedToIPv6 && network.PrefixLength >= AddressKey.MappedPrefixLength
            ? new IPNetwork(network.BaseAddress.MapToIPv4(), network.PrefixLength - AddressKey.MappedPrefixLength)
            : network;
}
