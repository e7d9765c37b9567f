using Microsoft.Extensions.Logging;

namespace Foobar.Hosting.Dashboard.Telemetry.Logs;

/// <summary>A log record.</summary>
internal sealed record LogEntry
{
    private const int ObjectBytes = 200;

    /// <summary>Its place among all, from 1; given by the store.</summary>
    public long Id { get; set; }

    public required TelemetryResource Resource { get; init; }

    public required DateTime Time { get; init; }

    public required DateTime ObservedTime { get; init; }

    public required LogLevel Level { get; init; }

    /// <summary>The logger's name.</summary>
    public required string Category { get; init; }

    public required string Message { get; init; }

    public TraceId TraceId { get; init; }

    public SpanId SpanId { get; init; }

    public string? EventName { get; init; }

    public TelemetryAttribute[] Attributes { get; init; } = [];

    public string? ExceptionType => Attributes.Find("exception.type");

    public long EstimateBytes() => ObjectBytes + Message.EstimateBytes() + Attributes.EstimateBytes();

    /// <summary>What filters know under a name: a well-known field, or an attribute of the record or its sender.</summary>
    public string? Find(string name) => name switch
    {
        "resource" => Resource.Name,
        "category" => Category,
        "message" => Message,
        "level" => Level.ToString(),
        "traceId" => TraceId == TraceId.None ? null : TraceId.ToString(),
        "spanId" => SpanId == SpanId.None ? null : SpanId.ToString(),
        "eventName" => EventName,
        _ => Attributes.Find(name) ?? Resource.Attributes.Find(name),
    };
}
