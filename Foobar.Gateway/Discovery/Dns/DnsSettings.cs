using System.Net;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Discovery.Dns;

/// <summary>One destination for each address that a name has, asked for again and again.</summary>
internal sealed record DnsSettings : ISettings
{
    private const int Port = 53;

    /// <summary>Whether names are asked for at all. Off, a name is one destination, whatever is behind it.</summary>
    public bool Enabled { get; init; }

    /// <summary>How often, 100 ms to 10 minutes.</summary>
    public TimeSpan Refresh { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The servers to ask, such as <c>10.96.0.10</c> or <c>127.0.0.1:5353</c>; those of the system if there are none.</summary>
    public IReadOnlyList<string> Servers { get; init; } = [];

    public IEnumerable<SettingProblem> Validate() =>
    [
        .. SettingRules.Range(nameof(Refresh), Refresh, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)),
        .. Servers.Where(server => !TryParse(server, out _))
            .Select(server => new SettingProblem(nameof(Servers), $"has '{server}', which is no address such as 10.96.0.10 or 127.0.0.1:5353")),
    ];

    public IEnumerable<IPEndPoint> ParseServers() => Servers.Select(server => TryParse(server, out var endpoint) ? endpoint : throw new FormatException(server));

    private static bool TryParse(string text, out IPEndPoint endpoint)
    {
        var isValid = IPEndPoint.TryParse(text, out var parsed);
        endpoint = isValid ? new(parsed!.Address, parsed.Port == 0 ? Port : parsed.Port) : new(IPAddress.None, Port);
        return isValid;
    }
}
