using Foobar.Hosting.Dashboard.Telemetry.Logs;
using Foobar.Hosting.Dashboard.Telemetry.Metrics;
using Foobar.Hosting.Dashboard.Telemetry.Traces;

namespace Foobar.Hosting.Dashboard.Telemetry;

/// <summary>All telemetry of the application that the dashboard keeps, in memory.</summary>
internal sealed class TelemetryStore
{
    private long _rejected;

    public TelemetryStore(TelemetryLimits limits, TimeProvider time)
    {
        Limits = limits;
        Resources = new(limits.MaxResources, time);
        Logs = new(limits);
        Traces = new(limits);
        Metrics = new(limits, time);
    }

    public TelemetryLimits Limits { get; }

    public TelemetryResources Resources { get; }

    public LogStore Logs { get; }

    public TraceStore Traces { get; }

    public MetricStore Metrics { get; }

    /// <summary>Payloads that were refused, and parts of payloads.</summary>
    public long Rejected => Volatile.Read(ref _rejected);

    public void CountRejected(long count = 1) => Interlocked.Add(ref _rejected, count);
}
