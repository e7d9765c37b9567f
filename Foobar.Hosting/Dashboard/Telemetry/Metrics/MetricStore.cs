namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>The metrics of all processes.</summary>
internal sealed class MetricStore(TelemetryLimits limits, TimeProvider time)
{
    // Below this not even too many numbers make the past shorter: new series are refused instead.
    private const long MinPastMs = 60_000;
    private const int TrimmedShare = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Meter, string Name), Instrument> _instruments = [];
    private int _series;
    private long _values;
    private long _dropped;

    public LimitView Usage
    {
        get
        {
            lock (_lock)
            {
                return new(_values, limits.MaxMetricValues, _dropped);
            }
        }
    }

    /// <returns>Whether it was taken.</returns>
    public bool Add(TelemetryResource resource, InstrumentInfo info, TelemetryAttribute[] attributes, NumberPoint point, MetricExemplar? exemplar = null)
    {
        point = point with { Time = Plausible(point.Time) };
        lock (_lock)
        {
            if (Find(resource, info, attributes, () => new NumberSeries(resource, attributes, info.Type)) is not NumberSeries series)
            {
                return false;
            }

            Change(series, exemplar, () => series.Add(point));
            return true;
        }
    }

    /// <returns>Whether it was taken.</returns>
    public bool Add(TelemetryResource resource, InstrumentInfo info, TelemetryAttribute[] attributes, HistogramPoint point, MetricExemplar? exemplar = null)
    {
        point = point with { Time = Plausible(point.Time) };
        lock (_lock)
        {
            if (Find(resource, info, attributes, Create) is not HistogramSeries series)
            {
                return false;
            }

            if (!series.Bounds.AsSpan().SequenceEqual(point.Bounds))
            {
                // A process with other buckets; they cannot be added to the old ones.
                _values -= series.Values;
                series = Create();
                _instruments[(info.Meter, info.Name)].Set(series);
            }

            Change(series, exemplar, () => series.Add(point));
            return true;
        }

        HistogramSeries Create() => new(resource, attributes, point.Bounds);
    }

    /// <summary>Reads instruments, while nothing is added.</summary>
    public T Read<T>(Func<IReadOnlyDictionary<(string Meter, string Name), Instrument>, T> read)
    {
        lock (_lock)
        {
            return read(_instruments);
        }
    }

    public Dictionary<TelemetryResource, int> CountInstrumentsByResource() => Read(instruments => instruments.Values
        .SelectMany(instrument => instrument.Series.Select(series => series.Resource).Distinct())
        .CountBy(resource => resource)
        .ToDictionary());

    private MetricSeries? Find(TelemetryResource resource, InstrumentInfo info, TelemetryAttribute[] attributes, Func<MetricSeries> create)
    {
        if (!_instruments.TryGetValue((info.Meter, info.Name), out var instrument))
        {
            if (_instruments.Count >= limits.MaxInstruments)
            {
                return null;
            }

            instrument = new(info, limits.MaxSeriesOfInstrument);
            _instruments.Add((info.Meter, info.Name), instrument);
        }

        if (instrument.Info.Type != info.Type)
        {
            return null;
        }

        if (instrument.Find(resource, attributes) is { } known)
        {
            return known;
        }

        if (instrument.RemoveStale(Now()) is { } stale)
        {
            _series--;
            _values -= stale.Values;
            _dropped += stale.Values;
        }

        return !instrument.IsFull && _series < limits.MaxSeries && _values <= limits.MaxMetricValues ? Add() : null;

        MetricSeries Add()
        {
            _series++;
            var series = create();
            instrument.Set(series);
            return series;
        }
    }

    private void Change(MetricSeries series, MetricExemplar? exemplar, Action change)
    {
        var before = series.Values;
        change();
        _values += series.Values - before;
        if (exemplar is { } measured)
        {
            series.Add(measured);
        }

        if (_values > limits.MaxMetricValues)
        {
            Trim();
        }
    }

    // The past of all becomes shorter by a tenth at a time, so that this is rare.
    private void Trim()
    {
        var all = _instruments.Values.SelectMany(instrument => instrument.Series).ToArray();
        while (_values > limits.MaxMetricValues)
        {
            var oldest = all.Min(series => series.Oldest);
            var horizon = oldest + Math.Max(1, (Now() - oldest) / TrimmedShare);
            if (horizon > Now() - MinPastMs)
            {
                horizon = Now() - MinPastMs;
                if (oldest >= horizon)
                {
                    return;
                }
            }

            foreach (var series in all)
            {
                var before = series.Values;
                series.Trim(horizon);
                _values -= before - series.Values;
                _dropped += before - series.Values;
            }
        }
    }

    // A clock that is wrong would put values where nobody sees them, and keep right ones away.
    private long Plausible(long reported)
    {
        var now = Now();
        return Math.Abs(now - reported) > MinPastMs ? now : reported;
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
