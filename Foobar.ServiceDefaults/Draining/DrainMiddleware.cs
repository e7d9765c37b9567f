using Microsoft.AspNetCore.Http;

namespace Foobar.ServiceDefaults;

/// <summary>While draining, ends each HTTP/1.1 connection with its next answer, so that its client opens one elsewhere.</summary>
internal sealed class DrainMiddleware(RequestDelegate next, Draining draining)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (draining.IsDraining && !HealthEndpoints.IsProbe(context.Request.Path))
        {
            draining.RequestCame();
            if (HttpProtocol.IsHttp11(context.Request.Protocol))
            {
                // Right before it is sent: whatever comes until then may clear the headers.
                context.Response.OnStarting(static state =>
                {
                    ((HttpResponse)state).Headers.Connection = "close";
                    return Task.CompletedTask;
                }, context.Response);
            }
        }

        return next(context);
    }
}
