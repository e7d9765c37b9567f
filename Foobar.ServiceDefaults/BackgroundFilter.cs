using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;

namespace Foobar.ServiceDefaults;

/// <summary>
/// Keeps what comes by itself, again and again, out of the traces: probes and the dashboard's questions, with all that is done
/// for them, and calls of a timer's that belong to no request and no step.
/// </summary>
internal sealed class BackgroundFilter(TracingOptions options) : BaseProcessor<Activity>
{
    public override void OnStart(Activity data)
    {
        var isBackground = data.Kind switch
        {
            ActivityKind.Server => data.GetTagItem("url.path") is string path && (HealthEndpoints.IsProbe(path) || options.UntracedPaths.Contains(path)),
            ActivityKind.Client => data.ParentSpanId == default,
            _ => false,
        };
        if (isBackground)
        {
            data.IsAllDataRequested = false;
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
