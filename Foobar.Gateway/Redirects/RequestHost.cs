using System.Buffers;
using System.Net;

namespace Foobar.Gateway.Redirects;

/// <summary>What a request's <c>Host</c> says, without a string made for it.</summary>
internal static class RequestHost
{
    private const string Localhost = "localhost";

    private static readonly SearchValues<char> s_nameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._");

    /// <summary>The host without its port; an IPv6 address keeps its brackets.</summary>
    public static ReadOnlySpan<char> WithoutPort(ReadOnlySpan<char> host)
    {
        var end = host.StartsWith('[') ? host.IndexOf(']') + 1 : host.IndexOf(':');
        return end > 0 ? host[..end] : host;
    }

    /// <summary>Whether it is a name or an address and nothing else, so that it may be put into a URL.</summary>
    public static bool IsSafe(ReadOnlySpan<char> host) => host.StartsWith('[')
        ? IsAddress(host)
        : !host.IsEmpty && !host.ContainsAnyExcept(s_nameCharacters);

    /// <summary>Whether it stands for this machine alone: <c>localhost</c> or a name below it (RFC 6761, section 6.3).</summary>
    public static bool IsLocalhost(ReadOnlySpan<char> host) => host.EndsWith(Localhost, StringComparison.OrdinalIgnoreCase)
        && (host.Length == Localhost.Length || host[^(Localhost.Length + 1)] == '.');

    /// <summary>Whether it is an IP address.</summary>
    public static bool IsAddress(ReadOnlySpan<char> host) => host.EndsWith(']')
        ? host.StartsWith('[') && IPAddress.TryParse(host[1..^1], out _)
        : !host.IsEmpty && char.IsAsciiDigit(host[^1]) && IPAddress.TryParse(host, out _);
}
