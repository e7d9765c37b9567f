using Foobar.Hosting.Dashboard.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Foobar.Hosting.Dashboard.Otlp;

/// <summary>Counts the requests that are refused: malformed, too large, or of a kind that is not understood.</summary>
internal sealed class RefusalCountMiddleware(RequestDelegate next, TelemetryStore telemetry)
{
    private const string Status = "grpc-status";

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Response.StatusCode >= StatusCodes.Status400BadRequest || GrpcStatus(context) is not (null or "0"))
        {
            telemetry.CountRejected();
        }
    }

    // Among the headers, if there is no message to answer with.
    private static string? GrpcStatus(HttpContext context) =>
        context.Response.Headers[Status] is [{ } early] ? early
        : context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers[Status] is [{ } late] ? late
        : null;
}
