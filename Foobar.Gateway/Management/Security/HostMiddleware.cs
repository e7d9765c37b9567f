using System.Net;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Management.Security;

/// <summary>
/// Refuses names that are not this port's. A web page whose name was pointed here after it was loaded (DNS rebinding) is of
/// the same origin to its browser, and would read and change everything; it cannot do so by an address.
/// </summary>
internal sealed class HostMiddleware(RequestDelegate next, GatewayConfiguration configuration)
{
    public Task InvokeAsync(HttpContext context) => IsAllowed(context.Request.Host.Host, configuration.Current.Management.Hosts)
        ? next(context)
        : TypedResults.Problem(
            detail: $"'{context.Request.Host.Host}' is not a name of this port. Use localhost or an IP address, or add the name to Gateway:Management:Hosts.",
            statusCode: StatusCodes.Status421MisdirectedRequest).ExecuteAsync(context);

    internal static bool IsAllowed(string host, IReadOnlyList<string> others) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) // RFC 6761, section 6.3: always the machine itself.
        || IPAddress.TryParse(host.AsSpan().Trim("[]"), out _)
        || others.Contains(host, StringComparer.OrdinalIgnoreCase);
}
