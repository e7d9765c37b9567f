using System.Collections.Concurrent;

namespace Foobar.Hosting.Dashboard.Telemetry.Logs;

/// <summary>The newest log records of all processes.</summary>
internal sealed class LogStore
{
    private const int MaxAttributeNames = 1_000;

    private readonly Lock _lock = new();
    private readonly TelemetryLimits _limits;
    private readonly RingStore<LogEntry> _entries;
    private readonly ConcurrentDictionary<string, bool> _attributeNames = new(StringComparer.Ordinal);
    private long _dropped;
    private long _version;

    public LogStore(TelemetryLimits limits)
    {
        _limits = limits;
        _entries = new(limits.MaxLogCount, limits.MaxLogBytes, entry => entry.EstimateBytes(), _ => _dropped++);
    }

    /// <summary>Changes with each record.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>How many made room for newer ones.</summary>
    public long Dropped
    {
        get
        {
            lock (_lock)
            {
                return _dropped;
            }
        }
    }

    public LimitView Usage
    {
        get
        {
            lock (_lock)
            {
                return new(_entries.Count, _limits.MaxLogCount, _dropped);
            }
        }
    }

    /// <summary>The names of attributes that records had, some of which may be gone.</summary>
    public IReadOnlyList<string> AttributeNames => [.. _attributeNames.Keys.Order(StringComparer.Ordinal)];

    public void Add(IReadOnlyList<LogEntry> entries)
    {
        foreach (var entry in entries)
        {
            Remember(entry.Attributes);
        }

        lock (_lock)
        {
            foreach (var entry in entries)
            {
                entry.Id = _entries.Next;
                _entries.Add(entry);
            }

            Volatile.Write(ref _version, _entries.Next - 1);
        }
    }

    public LogEntry? Find(long id)
    {
        lock (_lock)
        {
            return _entries.Find(id);
        }
    }

    /// <summary>All records, the oldest first.</summary>
    public LogEntry[] Read()
    {
        lock (_lock)
        {
            return _entries.ToArray();
        }
    }

    /// <summary>How many records each span of a trace has; those without a span stand under none.</summary>
    public Dictionary<SpanId, int> CountBySpan(TraceId trace) =>
        Read().Where(entry => entry.TraceId == trace).GroupBy(entry => entry.SpanId).ToDictionary(group => group.Key, group => group.Count());

    private void Remember(TelemetryAttribute[] attributes)
    {
        foreach (var attribute in attributes)
        {
            if (!_attributeNames.ContainsKey(attribute.Key) && _attributeNames.Count < MaxAttributeNames)
            {
                _attributeNames.TryAdd(attribute.Key, true);
            }
        }
    }
}
