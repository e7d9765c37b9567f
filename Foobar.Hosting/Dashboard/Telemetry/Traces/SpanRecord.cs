namespace Foobar.Hosting.Dashboard.Telemetry.Traces;

/// <summary>A span as it was received.</summary>
internal sealed record SpanRecord
{
    private const int ObjectBytes = 250;

    public required TelemetryResource Resource { get; init; }

    public required TraceId TraceId { get; init; }

    public required SpanId SpanId { get; init; }

    public SpanId ParentId { get; init; }

    public required string Name { get; init; }

    public required SpanKind Kind { get; init; }

    /// <summary>The name of the source that made it.</summary>
    public required string Scope { get; init; }

    public required DateTime Start { get; init; }

    public required DateTime End { get; init; }

    public SpanStatus Status { get; init; }

    public string? StatusMessage { get; init; }

    public TelemetryAttribute[] Attributes { get; init; } = [];

    public SpanEvent[] Events { get; init; } = [];

    public SpanLink[] Links { get; init; } = [];

    public long EstimateBytes() =>
        ObjectBytes + StatusMessage.EstimateBytes() + Attributes.EstimateBytes() + Events.Sum(e => e.Attributes.EstimateBytes()) + Links.Sum(l => l.Attributes.EstimateBytes());

    /// <summary>What filters know under a name: a well-known field, or an attribute of the span or its sender.</summary>
    public string? Find(string name) => name switch
    {
        "resource" => Resource.Name,
        "name" => Name,
        "kind" => Kind.ToString(),
        "status" => Status.ToString(),
        "scope" => Scope,
        "traceId" => TraceId.ToString(),
        "spanId" => SpanId.ToString(),
        _ => Attributes.Find(name) ?? Resource.Attributes.Find(name),
    };
}

internal readonly record struct SpanEvent(string Name, DateTime Time, TelemetryAttribute[] Attributes);

internal readonly record struct SpanLink(TraceId TraceId, SpanId SpanId, TelemetryAttribute[] Attributes);

internal enum SpanKind
{
    Internal,
    Server,
    Client,
    Producer,
    Consumer,
}

internal enum SpanStatus
{
    Unset,
    Ok,
    Error,
}
