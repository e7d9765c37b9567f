namespace Foobar.Hosting.Dashboard.Telemetry.Traces;

/// <summary>The newest traces of all processes.</summary>
internal sealed class TraceStore
{
    private readonly Lock _lock = new();
    private readonly TelemetryLimits _limits;
    private readonly RingStore<TraceRecord> _traces;
    private readonly Dictionary<TraceId, long> _sequences = [];
    private long _version;
    private int _spans;
    private long _droppedTraces;
    private long _droppedSpans;

    public TraceStore(TelemetryLimits limits)
    {
        _limits = limits;
        _traces = new(limits.MaxTraceCount, limits.MaxSpanBytes, trace => trace.Bytes, Forget);
    }

    /// <summary>Changes with each change of a trace.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>How many traces made room for newer ones.</summary>
    public long Dropped
    {
        get
        {
            lock (_lock)
            {
                return _droppedTraces;
            }
        }
    }

    public LimitView Usage
    {
        get
        {
            lock (_lock)
            {
                return new(_spans, _limits.MaxSpanCount, _droppedSpans);
            }
        }
    }

    public void Add(IReadOnlyList<SpanRecord> spans)
    {
        lock (_lock)
        {
            foreach (var group in spans.GroupBy(span => span.TraceId))
            {
                Add(group.Key, group);
            }
        }
    }

    public TraceRecord? Find(TraceId id)
    {
        lock (_lock)
        {
            return _sequences.TryGetValue(id, out var sequence) ? _traces.Find(sequence) : null;
        }
    }

    /// <summary>All traces, the oldest first.</summary>
    public TraceRecord[] Read()
    {
        lock (_lock)
        {
            return _traces.ToArray();
        }
    }

    private void Add(TraceId id, IEnumerable<SpanRecord> spans)
    {
        var isKnown = _sequences.TryGetValue(id, out var sequence);
        var before = isKnown ? _traces.Find(sequence)! : TraceRecord.Of(id, _traces.Next);
        var (after, tooMany) = before.With(spans, _version + 1, _limits.MaxSpansOfTrace);
        _droppedSpans += tooMany;
        if (ReferenceEquals(before, after))
        {
            return;
        }

        _spans += after.Spans.Length - before.Spans.Length;
        if (isKnown)
        {
            _traces.Replace(sequence, after);
        }
        else
        {
            _sequences.Add(id, after.Sequence);
            _traces.Add(after);
        }

        while (_spans > _limits.MaxSpanCount && _traces.Count > 1)
        {
            _traces.DropOldest();
        }

        Volatile.Write(ref _version, _version + 1);
    }

    private void Forget(TraceRecord trace)
    {
        _sequences.Remove(trace.Id);
        _spans -= trace.Spans.Length;
        _droppedTraces++;
        _droppedSpans += trace.Spans.Length;
    }
}
