using Foobar.Gateway.Configuration;
using Foobar.Gateway.Refusals;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.Firewall;

/// <summary>Refuses what <see cref="FirewallSettings"/> do not let.</summary>
internal sealed class FirewallMiddleware(RequestDelegate next, GatewayConfiguration configuration, RefusalWriter refusals)
{
    private static readonly Refusal s_address =
        new(RefusalReason.Address, StatusCodes.Status403Forbidden, "This address is not allowed to use the site.");

    private static readonly Refusal s_method =
        new(RefusalReason.Method, StatusCodes.Status405MethodNotAllowed, "The site does not take this method.");

    private static readonly Refusal s_host =
        new(RefusalReason.Host, StatusCodes.Status421MisdirectedRequest, "The site that was asked for is not here.");

    private readonly Compiled<FirewallSettings, FirewallPolicy> _policy = new(settings => new FirewallPolicy(settings));

    public Task InvokeAsync(HttpContext context)
    {
        var policy = _policy.For(configuration.Current.Firewall);
        if (!policy.AllowsAddress(context.Connection.RemoteIpAddress))
        {
            return refusals.WriteAsync(context, s_address);
        }

        if (!policy.AllowsMethod(context.Request.Method) && !(IsWebSocket(context) && policy.AllowsMethod(HttpMethods.Get)))
        {
            context.Response.Headers.Allow = policy.AllowHeader;
            return refusals.WriteAsync(context, s_method);
        }

        // What is not for YARP is for the gateway itself, and probes know it by its address.
        if (!policy.AllowsHost(context.Request.Host) && context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>() is not null)
        {
            return refusals.WriteAsync(context, s_host);
        }

        return next(context);
    }

    // Over HTTP/2 it begins with CONNECT (RFC 8441) where HTTP/1.1 has GET.
    private static bool IsWebSocket(HttpContext context) =>
        context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: "websocket" };
}
