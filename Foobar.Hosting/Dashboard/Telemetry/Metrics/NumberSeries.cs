namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>Numbers: of a sum that only grows what it has grown by in all, else the value.</summary>
internal sealed class NumberSeries(TelemetryResource resource, TelemetryAttribute[] attributes, InstrumentType type) : MetricSeries(resource, attributes)
{
    // A number and its time.
    private const int Weight = 2;

    private double _total;
    private double _reported;
    private long _start;
    private bool _isDelta;
    private bool _isKnown;

    public Timeline<double> Timeline { get; } = new(Weight, static (one, other) => one.Equals(other));

    public override int Values => Timeline.Values;

    public override long Oldest => Timeline.Oldest;

    public override void Trim(long horizon) => Timeline.Trim(horizon);

    public void Add(NumberPoint point)
    {
        if (!Timeline.IsEmpty && point.Time <= Timeline.Last.Time)
        {
            return;
        }

        LastSeen = point.Time;
        _isDelta = point.IsDelta;
        switch (type)
        {
            case InstrumentType.Gauge:
                _total = point.Value;
                break;
            case InstrumentType.UpDownCounter:
                _total = point.IsDelta ? _total + point.Value : point.Value;
                break;
            default:
                Count(point);
                break;
        }

        Timeline.Add(point.Time, _total);
    }

    /// <summary>What the sum had grown to at a moment, as if it grew evenly between two reports.</summary>
    public double? TotalAt(int tier, long time)
    {
        if (!Timeline.TryFind(tier, time, out var before, out var after))
        {
            return null;
        }

        if (after.Time == before.Time)
        {
            // Who reports what came since only reports when something came; of who reports the sum silence means the end.
            return time == before.Time || _isDelta ? before.Value : null;
        }

        return before.Value + ((after.Value - before.Value) * (time - before.Time) / (after.Time - before.Time));
    }

    /// <summary>The value at a moment: what was reported last, unless that is too long ago.</summary>
    /// <param name="tier">The tier of the timeline to look in.</param>
    /// <param name="time">The moment.</param>
    /// <param name="maxAge">How long a value holds.</param>
    public double? ValueAt(int tier, long time, long maxAge) =>
        Timeline.TryFind(tier, time, out var before, out var after)
            && (time - before.Time <= maxAge || (after.Time > before.Time && after.Value.Equals(before.Value)))
            ? before.Value
            : null;

    private void Count(NumberPoint point)
    {
        if (!_isKnown)
        {
            if (point.IsDelta || ZeroBefore(point.Start, point.Time) is not null)
            {
                Timeline.Add(ZeroBefore(point.Start, point.Time) ?? point.Time - 1, 0);
                _total = point.Value;
            }
        }
        else if (point.IsDelta)
        {
            _total += point.Value;
        }
        else
        {
            // A process that was started again counts from zero.
            var isReset = point.Value < _reported || (point.Start > _start && _start > 0);
            _total += isReset ? point.Value : point.Value - _reported;
        }

        (_reported, _start, _isKnown) = (point.Value, point.Start, true);
    }
}
