namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>How many values came in all, in each bucket.</summary>
internal sealed class HistogramSeries(TelemetryResource resource, TelemetryAttribute[] attributes, double[] bounds) : MetricSeries(resource, attributes)
{
    // Beside the buckets: the count, the sum, the time.
    private const int FixedWeight = 3;

    private HistogramTotals _total = HistogramTotals.Zero(bounds.Length + 1);
    private HistogramTotals? _reported;
    private long _start;
    private bool _isDelta;

    /// <summary>The upper ends of all buckets but the last.</summary>
    public double[] Bounds { get; } = bounds;

    public Timeline<HistogramTotals> Timeline { get; } = new(FixedWeight + bounds.Length + 1, static (one, other) => one.HasSameCounts(other));

    public override int Values => Timeline.Values;

    public override long Oldest => Timeline.Oldest;

    public override void Trim(long horizon) => Timeline.Trim(horizon);

    public void Add(HistogramPoint point)
    {
        if (!Timeline.IsEmpty && point.Time <= Timeline.Last.Time)
        {
            return;
        }

        LastSeen = point.Time;
        _isDelta = point.IsDelta;
        if (_reported is null)
        {
            if (point.IsDelta || ZeroBefore(point.Start, point.Time) is not null)
            {
                Timeline.Add(ZeroBefore(point.Start, point.Time) ?? point.Time - 1, _total);
                _total = point.Totals;
            }
        }
        else
        {
            // A process that was started again counts from zero.
            var isReset = point.Start > _start || point.Totals.IsLessThan(_reported);
            _total = _total.Plus(point.IsDelta || isReset ? point.Totals : point.Totals.Minus(_reported));
        }

        (_reported, _start) = (point.Totals, point.Start);
        Timeline.Add(point.Time, _total);
    }

    /// <summary>The totals at a moment, as if values came evenly between two reports.</summary>
    public HistogramTotals? TotalsAt(int tier, long time)
    {
        if (!Timeline.TryFind(tier, time, out var before, out var after))
        {
            return null;
        }

        return after.Time == before.Time
            ? (time == before.Time || _isDelta ? before.Value : null)
            : before.Value.Towards(after.Value, (double)(time - before.Time) / (after.Time - before.Time));
    }
}
