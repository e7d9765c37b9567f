namespace Foobar.Hosting.Dashboard.Telemetry.Traces;

/// <summary>
/// The spans of a trace that have come so far. It never changes: more spans make another one, so that readers need no lock.
/// </summary>
internal sealed class TraceRecord
{
    private readonly HashSet<SpanId> _ids;

    private TraceRecord(TraceId id, long sequence, long version, SpanRecord[] spans, HashSet<SpanId> ids, long bytes)
    {
        (Id, Sequence, Version, Spans, _ids, Bytes) = (id, sequence, version, spans, ids, bytes);
        Start = spans.Min(span => span.Start);
        End = spans.Max(span => span.End);
        Errors = spans.Count(span => span.Status == SpanStatus.Error);

        // The root, or while that has not come (it ends last) the span that stands for it.
        var first = spans.Where(span => span.ParentId == SpanId.None).DefaultIfEmpty(spans.MinBy(span => span.Start)!).MinBy(span => span.Start)!;
        Name = $"{first.Resource.Name}: {first.Name}";
    }

    public TraceId Id { get; }

    /// <summary>Its place among all, by when its first span came.</summary>
    public long Sequence { get; }

    /// <summary>The store's version when it changed last.</summary>
    public long Version { get; }

    /// <summary>In the order in which they came.</summary>
    public SpanRecord[] Spans { get; }

    public DateTime Start { get; }

    public DateTime End { get; }

    public int Errors { get; }

    public string Name { get; }

    public long Bytes { get; }

    public static TraceRecord Of(TraceId id, long sequence) => new(id, sequence);

    private TraceRecord(TraceId id, long sequence) => (Id, Sequence, Spans, _ids, Name) = (id, sequence, [], [], "");

    /// <summary>The trace with more spans. One that is there already was sent again, and is not taken twice.</summary>
    /// <returns>The trace, which is the same if nothing is new, and how many spans are too many for it.</returns>
    public (TraceRecord Trace, int TooMany) With(IEnumerable<SpanRecord> spans, long version, int maxSpans)
    {
        var added = new List<SpanRecord>();
        var tooMany = 0;
        foreach (var span in spans)
        {
            if (_ids.Count >= maxSpans && !_ids.Contains(span.SpanId))
            {
                tooMany++;
            }
            else if (_ids.Add(span.SpanId))
            {
                added.Add(span);
            }
        }

        return added.Count == 0
            ? (this, tooMany)
            : (new(Id, Sequence, version, [.. Spans, .. added], _ids, Bytes + added.Sum(span => span.EstimateBytes())), tooMany);
    }
}
