namespace Foobar.Hosting.Dashboard.Telemetry.Traces;

/// <summary>A trace in a list; durations are milliseconds.</summary>
internal sealed record TraceView(string TraceId, long Sequence, string Name, DateTime Time, double Duration, int Spans, int Errors, IReadOnlyList<TraceResourceView> Resources)
{
    public static TraceView Of(TraceRecord trace) => new(
        trace.Id.ToString(),
        trace.Sequence,
        trace.Name,
        trace.Start,
        (trace.End - trace.Start).TotalMilliseconds,
        trace.Spans.Length,
        trace.Errors,
        TraceResourceView.Of(trace));
}

/// <summary>The part of a process in a trace.</summary>
internal sealed record TraceResourceView(string Name, int Spans, int Errors)
{
    // In the order in which they took part.
    public static IReadOnlyList<TraceResourceView> Of(TraceRecord trace) =>
    [
        .. trace.Spans.GroupBy(span => span.Resource.Name)
            .OrderBy(group => group.Min(span => span.Start))
            .Select(group => new TraceResourceView(group.Key, group.Count(), group.Count(span => span.Status == SpanStatus.Error))),
    ];
}

/// <summary>A trace with its spans, each after its parent.</summary>
internal sealed record TraceDetailsView(
    string TraceId, long Sequence, string Name, DateTime Time, double Duration, int Spans, int Errors, IReadOnlyList<TraceResourceView> Resources,
    IReadOnlyList<SpanView> Items, int Logs);

/// <summary>
/// A span: its start in milliseconds from the trace's start, whom a client's span called where that one sent no span of its own,
/// and how many log records were written in it.
/// </summary>
internal sealed record SpanView(
    string SpanId, string? ParentId, string Name, string Kind, string Resource, string Scope, double Start, double Duration, string Status, string? StatusMessage, string? Peer,
    IReadOnlyList<TelemetryAttribute> Attributes, IReadOnlyList<SpanEventView> Events, IReadOnlyList<SpanLinkView> Links, int Logs);

internal sealed record SpanEventView(string Name, double Time, IReadOnlyList<TelemetryAttribute> Attributes);

internal sealed record SpanLinkView(string TraceId, string SpanId, IReadOnlyList<TelemetryAttribute> Attributes);
