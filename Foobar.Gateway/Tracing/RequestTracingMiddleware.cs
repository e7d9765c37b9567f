using System.Diagnostics;
using Foobar.ServiceDefaults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Foobar.Gateway.Tracing;

/// <summary>
/// Makes the span of a request of the site's that is sampled. Of one that is not, the servers are told just that: nothing is
/// made, and nothing follows it through the gateway.
/// </summary>
internal sealed class RequestTracingMiddleware(RequestDelegate next)
{
    // Probes are marked as not to be measured.
    public Task InvokeAsync(HttpContext context) =>
        GatewaySpans.Source.HasListeners() && context.GetEndpoint()?.Metadata.GetMetadata<IDisableHttpMetricsMetadata>() is null
            ? DecideAsync(context)
            : next(context);

    private Task DecideAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        var parent = TraceParent.Read(headers);
        var span = GatewaySpans.Source.CreateActivity(RequestSpan.NameOf(context.Request), ActivityKind.Server, parent);
        if (span is { IsAllDataRequested: true })
        {
            return TraceAsync(context, span);
        }

        TraceParent.WriteNotSampled(headers, parent);
        return next(context);
    }

    private async Task TraceAsync(HttpContext context, Activity span)
    {
        RequestSpan.DescribeRequest(span, context);
        using (span.Start())
        {
            context.Request.Headers.TraceParent = span.Id;
            await RequestSpan.DescribeAnswerAsync(span, context, next);
        }
    }
}
