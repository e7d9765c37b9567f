using Foobar.Gateway.Refusals;
using Microsoft.AspNetCore.Http.Features;

namespace Foobar.Gateway.Validation;

/// <summary>
/// Refuses what Kestrel lets through although another server could understand it differently: no request is to reach a server
/// that the gateway did not understand.
/// </summary>
internal sealed class RequestValidationMiddleware(RequestDelegate next, RefusalWriter refusals)
{
    public Task InvokeAsync(HttpContext context) => Check(context) is { } refusal ? refusals.WriteAsync(context, refusal) : next(context);

    private static Refusal? Check(HttpContext context)
    {
        var request = context.Request;
        var isHttp1 = HttpProtocol.IsHttp11(request.Protocol) || HttpProtocol.IsHttp10(request.Protocol);
        return TargetSyntax.Check(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget)
            ?? HostSyntax.Check(request)
            ?? FramingSyntax.Check(context)
            ?? FieldSyntax.Check(request.Headers, isHttp1);
    }
}
