using System.Diagnostics;
using Foobar.Gateway.Forwarding;
using Foobar.ServiceDefaults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Foobar.Gateway.Tracing;

/// <summary>
/// Makes the span of a request of the site's that is sampled. Of one that is not, the servers are told just that: nothing is
/// made, and nothing follows it through the gateway.
/// </summary>
/// <remarks>
/// A trusted proxy's trace goes on, sampled or not as it says. Any other client's ends here, with a link to it, or clients could
/// have every request traced, which costs a third of the gateway's throughput (W3C Trace Context, Security Considerations).
/// </remarks>
internal sealed class RequestTracingMiddleware(RequestDelegate next, TrustedPeers trusted)
{
    // Probes are marked as not to be measured.
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<IDisableHttpMetricsMetadata>() is not null)
        {
            return next(context);
        }

        var headers = context.Request.Headers;
        var parent = TraceParent.Read(headers);
        ActivityLink[]? links = null;
        if (parent != default && !trusted.Contains(context.Connection.RemoteIpAddress))
        {
            links = [new ActivityLink(parent)];
            parent = default;
            TraceParent.Remove(headers);
        }

        return GatewaySpans.Source.HasListeners() ? DecideAsync(context, parent, links) : next(context);
    }

    private Task DecideAsync(HttpContext context, ActivityContext parent, ActivityLink[]? links)
    {
        var span = GatewaySpans.Source.CreateActivity(RequestSpan.NameOf(context.Request), ActivityKind.Server, parent, tags: null, links);
        if (span is { IsAllDataRequested: true })
        {
            return TraceAsync(context, span);
        }

        TraceParent.WriteNotSampled(context.Request.Headers, parent);
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
