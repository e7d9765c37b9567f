using System.Globalization;
using Foobar.Gateway.Refusals;

namespace Foobar.Gateway.Validation;

/// <summary>Host (RFC 9110, section 7.2). Kestrel has checked that there is one, and its characters.</summary>
internal static class HostSyntax
{
    private static readonly Refusal s_host = Refusal.Syntax("Host must be a name or an address, with a port of 1 to 65535 or none.");

    /// <returns>What is wrong, or null.</returns>
    public static Refusal? Check(HttpRequest request) =>
        request.Host.Value is { Length: > 0 } host
            ? IsValid(host) ? null : s_host
            : HttpProtocol.IsHttp10(request.Protocol) ? null : s_host;

    internal static bool IsValid(ReadOnlySpan<char> host)
    {
        var colon = host.LastIndexOf(':');
        return colon < 0 || host[^1] == ']' || colon == host.Length - 1
            || (ushort.TryParse(host[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0);
    }
}
