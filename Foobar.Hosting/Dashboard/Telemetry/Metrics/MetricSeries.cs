namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>What one process has reported of an instrument, for one set of attributes.</summary>
internal abstract class MetricSeries(TelemetryResource resource, TelemetryAttribute[] attributes)
{
    private const int MaxExemplars = 100;

    // A process that has only just started has counted nothing that anybody missed.
    private const long YoungMs = 10_000;
    private const long FirstReportsMs = 2_000;
    private const long ReportMs = 1_000;

    private readonly Queue<MetricExemplar> _exemplars = [];

    public TelemetryResource Resource { get; } = resource;

    public TelemetryAttribute[] Attributes { get; } = attributes;

    /// <summary>When it was reported last.</summary>
    public long LastSeen { get; protected set; }

    /// <summary>How many numbers it keeps.</summary>
    public abstract int Values { get; }

    /// <summary>The time of the oldest of them.</summary>
    public abstract long Oldest { get; }

    public IEnumerable<MetricExemplar> Exemplars => _exemplars;

    /// <summary>Forgets what is older.</summary>
    public abstract void Trim(long horizon);

    public void Add(MetricExemplar exemplar)
    {
        if (_exemplars.Count == MaxExemplars)
        {
            _exemplars.Dequeue();
        }

        _exemplars.Enqueue(exemplar);
    }

    /// <summary>What filters know under a name.</summary>
    public string? Find(string name) => name == "resource" ? Resource.Name : Attributes.Find(name);

    /// <summary>
    /// When a sum that is seen for the first time was zero; null if nobody knows, because it was counted long before this
    /// dashboard ran.
    /// </summary>
    protected long? ZeroBefore(long start, long time)
    {
        var firstSeen = new DateTimeOffset(Resource.FirstSeen).ToUnixTimeMilliseconds();
        return start > 0 && time - start <= YoungMs ? Math.Min(start, time - 1)
            : time - firstSeen > FirstReportsMs ? time - ReportMs
            : null;
    }
}
