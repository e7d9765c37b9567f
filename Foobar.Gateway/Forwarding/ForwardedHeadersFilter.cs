using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Forwarding;

/// <summary>
/// Finds out who the client is: from then on <c>Connection.RemoteIpAddress</c> is its address, and never one that it made up.
/// </summary>
internal sealed class ForwardedHeadersFilter(RequestDelegate next, GatewayConfiguration configuration, TrustedPeers trusted, ILoggerFactory loggers)
{
    private readonly Compiled<TrustedProxies, ForwardedHeadersReader> _reader =
        new(proxies => new ForwardedHeadersReader(proxies, loggers));

    public Task InvokeAsync(HttpContext context)
    {
        var connection = context.Connection;
        if (trusted.Contains(connection.RemoteIpAddress))
        {
            _reader.For(configuration.Current.TrustedProxies).Apply(context);
        }
        else
        {
            var headers = context.Request.Headers;
            foreach (var name in ForwardedHeaderNames.FromTrustedProxies)
            {
                headers.Remove(name);
            }
        }

        // Where one socket listens for both versions of IP, IPv4 addresses come in the form of IPv6.
        if (connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped)
        {
            connection.RemoteIpAddress = mapped.MapToIPv4();
        }

        return next(context);
    }
}
