using Foobar.Gateway.Configuration;
using Foobar.Gateway.Discovery.Dns;

namespace Foobar.Gateway.Discovery;

/// <summary>How the gateway finds the servers behind an address that is a name.</summary>
internal sealed record DiscoverySettings : ISettings
{
    public DnsSettings Dns { get; init; } = new();

    public IEnumerable<SettingProblem> Validate() => Dns.Validate().Select(problem => problem.Below(nameof(Dns)));
}
