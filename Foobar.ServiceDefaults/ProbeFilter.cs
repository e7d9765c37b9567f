using System.Diagnostics;
using OpenTelemetry;

namespace Foobar.ServiceDefaults;

/// <summary>Keeps health probes, which come every second, out of the traces, with all that is done for them.</summary>
internal sealed class ProbeFilter : BaseProcessor<Activity>
{
    public override void OnStart(Activity data)
    {
        if (data.Kind == ActivityKind.Server && HealthEndpoints.IsProbe(data.GetTagItem("url.path") as string))
        {
            data.IsAllDataRequested = false;
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
