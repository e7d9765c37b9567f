using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Foobar.Gateway.Management;

/// <summary>Keeps the operator's own requests, one a second, out of the traces and metrics, which are about the site.</summary>
internal sealed class UnobservedMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMetricsTagsFeature>() is { } metrics)
        {
            metrics.MetricsDisabled = true;
        }

        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { } activity)
        {
            activity.IsAllDataRequested = false;
            activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }

        return next(context);
    }
}
