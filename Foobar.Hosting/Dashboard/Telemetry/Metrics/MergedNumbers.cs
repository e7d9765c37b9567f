namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>Numbers of several series: sums are added up, and of gauges, which do not add up, it is the mean.</summary>
internal sealed class MergedNumbers : MergedSeries
{
    private const double MsPerSecond = 1_000;
    private const long MinAgeMs = 3_000;

    private readonly double?[] _values;

    public MergedNumbers(InstrumentType type, NumberSeries[] series, string? resource, IReadOnlyList<TelemetryAttribute> attributes, TimeWindow window)
        : base(resource, attributes, window)
    {
        _values = new double?[window.Count];
        var counts = new int[window.Count];
        foreach (var one in series)
        {
            Add(type, one, counts);
        }

        for (var i = 0; i < _values.Length && type == InstrumentType.Gauge; i++)
        {
            _values[i] /= counts[i];
        }
    }

    /// <summary>The value of a step; of a counter that by which it grew in a second.</summary>
    public double? this[int step] => _values[step] is { } value && double.IsFinite(value) ? value : null;

    public override PointView PointAt(int step) => new(TimeWindow.Utc(Window.EndOf(step)), this[step]);

    private void Add(InstrumentType type, NumberSeries series, int[] counts)
    {
        var before = type == InstrumentType.Counter ? series.TotalAt(Window.Tier, Window.EndOf(-1)) : null;
        for (var i = 0; i < _values.Length; i++)
        {
            double? value;
            if (type == InstrumentType.Counter)
            {
                var total = series.TotalAt(Window.Tier, Window.EndOf(i));
                value = (total - before) * MsPerSecond / Window.Step;
                before = total;
            }
            else
            {
                value = series.ValueAt(Window.Tier, Window.EndOf(i), Math.Max(Window.Step, MinAgeMs));
            }

            if (value is { } known)
            {
                _values[i] = (_values[i] ?? 0) + known;
                counts[i]++;
            }
        }
    }
}
