namespace Foobar.Hosting.Dashboard.Telemetry.Logs;

/// <summary>A log record in a list.</summary>
internal sealed record LogView(
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
internal sealed record LogDetailsView(
    long Id,
    DateTime Time,
    string Level,
    string Resource,
    string Category,
    string Message,
    string? TraceId,
    string? SpanId,
    string? ExceptionType,
    string? EventName,
    IReadOnlyList<TelemetryAttribute> Attributes,
    IReadOnlyList<TelemetryAttribute> ResourceAttributes,
    ExceptionView? Exception,
    DateTime ObservedTime)
{
    public static LogDetailsView Of(LogEntry entry)
    {
        var log = LogView.Of(entry);
        return new(
            log.Id, log.Time, log.Level, log.Resource, log.Category, log.Message, log.TraceId, log.SpanId, log.ExceptionType, log.EventName,
            entry.Attributes,
            entry.Resource.Attributes,
            entry.ExceptionType is { } type ? new(type, entry.Attributes.Find("exception.message"), entry.Attributes.Find("exception.stacktrace")) : null,
            entry.ObservedTime);
    }
}

internal sealed record ExceptionView(string Type, string? Message, string? StackTrace);
