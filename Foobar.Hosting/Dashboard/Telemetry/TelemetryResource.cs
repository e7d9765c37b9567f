namespace Foobar.Hosting.Dashboard.Telemetry;

/// <summary>A process that sends telemetry.</summary>
/// <param name="name">By which people know it: an instance of the application's resources, where it is one.</param>
/// <param name="serviceName"><c>service.name</c>.</param>
/// <param name="instanceId"><c>service.instance.id</c>.</param>
/// <param name="firstSeen">When it sent something for the first time.</param>
internal sealed class TelemetryResource(string name, string serviceName, string? instanceId, DateTime firstSeen)
{
    private long _logs;
    private long _spans;

    public string Name { get; } = name;

    public string ServiceName { get; } = serviceName;

    public string? InstanceId { get; } = instanceId;

    public DateTime FirstSeen { get; } = firstSeen;

    /// <summary>All its attributes; newer ones of the same process replace them.</summary>
    public TelemetryAttribute[] Attributes { get; set; } = [];

    /// <summary>How many log records came from it.</summary>
    public long Logs => Volatile.Read(ref _logs);

    /// <summary>How many spans came from it.</summary>
    public long Spans => Volatile.Read(ref _spans);

    public void CountLogs(int count) => Interlocked.Add(ref _logs, count);

    public void CountSpans(int count) => Interlocked.Add(ref _spans, count);
}
