using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;

namespace Foobar.ServiceDefaults;

/// <summary>
/// Keeps what comes by itself, again and again, out of the traces: probes and the dashboard's questions, and calls of a timer's
/// that belong to no request and no step; with all that is done for them, whatever the sampler says.
/// </summary>
internal sealed class BackgroundFilter(TelemetryOptions options) : BaseProcessor<Activity>
{
    public override void OnStart(Activity data)
    {
        if (IsBackground(data))
        {
            data.IsAllDataRequested = false;
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }

    private bool IsBackground(Activity data) => data switch
    {
        { Parent.IsAllDataRequested: false } => true,
        { Kind: ActivityKind.Server } when data.GetTagItem("url.path") is string path => HealthEndpoints.IsProbe(path) || options.UntracedPaths.Contains(path),
        { Kind: ActivityKind.Client } => data.ParentSpanId == default,
        _ => options.UntracedOperations.Contains(data.OperationName),
    };
}
