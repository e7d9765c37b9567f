namespace Foobar.Hosting.Dashboard.Telemetry.Logs;

/// <summary>A log record in a list.</summary>
internal record LogView(
    long Id,
    DateTime Time,
    string Level,
    string Resource,
    string Category,
    string Message,
    string? TraceId,
    string? SpanId,
    string? ExceptionType,
    string? EventName)
{
    public static LogView Of(LogEntry entry) => new(
        entry.Id,
        entry.Time,
        entry.Level.ToString(),
        entry.Resource.Name,
        entry.Category,
        entry.Message,
        entry.Find("traceId"),
        entry.Find("spanId"),
        entry.ExceptionType,
        entry.EventName);
}

/// <summary>All that is known of a log record.</summary>
internal sealed record LogDetailsView : LogView
{
    public LogDetailsView(LogEntry entry)
        : base(Of(entry))
    {
        Attributes = entry.Attributes;
        ResourceAttributes = entry.Resource.Attributes;
        Exception = entry.ExceptionType is { } type ? new(type, entry.Attributes.Find("exception.message"), entry.Attributes.Find("exception.stacktrace")) : null;
        ObservedTime = entry.ObservedTime;
    }

    public IReadOnlyList<TelemetryAttribute> Attributes { get; }

    public IReadOnlyList<TelemetryAttribute> ResourceAttributes { get; }

    public ExceptionView? Exception { get; }

    public DateTime ObservedTime { get; }
}

internal sealed record ExceptionView(string Type, string? Message, string? StackTrace);
