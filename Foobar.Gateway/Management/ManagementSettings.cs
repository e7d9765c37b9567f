using System.Net;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Management;

/// <summary>The port for the operator: status page, metrics and commands. Port and address are read at the start only.</summary>
internal sealed record ManagementSettings : ISettings
{
    private const int MinTokenLength = 16;
    private const int MaxTokenLength = 256;

    /// <summary>The port, 1 to 65,535; 0 for none.</summary>
    public int Port { get; init; }

    /// <summary>The address to listen on: an IP address or <c>localhost</c>. Any but a loopback address needs a token.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>
    /// What a client must know, 16 to 256 visible ASCII characters: sent as a bearer token (RFC 6750) or typed into the login
    /// form. None: whoever reaches the port may use it.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>
    /// Names by which browsers may reach the port, besides <c>localhost</c> and IP addresses; any other is refused, for it
    /// may be a name that an attacker has pointed here (DNS rebinding).
    /// </summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    public IEnumerable<SettingProblem> Validate() =>
    [
        .. SettingRules.Range(nameof(Port), Port, 0, IPEndPoint.MaxPort),
        .. ValidateAddress(),
        .. ValidateToken(),
        .. Hosts.Where(host => Uri.CheckHostName(host) != UriHostNameType.Dns).Select(host =>
            new SettingProblem(nameof(Hosts), $"has '{host}'; a host name without a port is allowed")),
    ];

    private IEnumerable<SettingProblem> ValidateAddress()
    {
        if (Address == "localhost")
        {
            return [];
        }

        // Kestrel takes any other name for "all addresses".
        return !IPAddress.TryParse(Address, out var address)
            ? [new(nameof(Address), $"is '{Address}'; an IP address or localhost is allowed")]
            : !IPAddress.IsLoopback(address) && Port != 0 && string.IsNullOrEmpty(Token)
                ? [new(nameof(Token), $"is needed, since Management:Address {Address} is not a loopback address")]
                : [];
    }

    // The value stays out of the message, which goes to the log.
    private IEnumerable<SettingProblem> ValidateToken() => string.IsNullOrEmpty(Token)
        || (Token.Length is >= MinTokenLength and <= MaxTokenLength && Token.All(character => character is > ' ' and <= '~'))
            ? []
            : [new(nameof(Token), $"is not allowed; {MinTokenLength} to {MaxTokenLength} visible ASCII characters are")];
}
