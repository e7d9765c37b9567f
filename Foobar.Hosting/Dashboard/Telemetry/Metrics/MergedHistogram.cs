namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>Distributions of several series with the same buckets, added up.</summary>
internal sealed class MergedHistogram : MergedSeries
{
    private const double MsPerSecond = 1_000;

    // What is left of a count when it is divided between two steps is no value.
    private const double Negligible = 1e-6;

    private readonly double[] _bounds;
    private readonly HistogramTotals?[] _steps;

    public MergedHistogram(HistogramSeries[] series, string? resource, IReadOnlyList<TelemetryAttribute> attributes, TimeWindow window)
        : base(resource, attributes, window)
    {
        _bounds = series.Length > 0 ? series[0].Bounds : [];
        _steps = new HistogramTotals?[window.Count];
        foreach (var one in series)
        {
            var before = one.TotalsAt(window.Tier, window.EndOf(-1));
            for (var i = 0; i < _steps.Length; i++)
            {
                var total = one.TotalsAt(window.Tier, window.EndOf(i));
                if (total is not null && before is not null)
                {
                    var came = total.Minus(before);
                    _steps[i] = _steps[i]?.Plus(came) ?? came;
                }

                before = total;
            }
        }
    }

    /// <summary>Whether anybody reported in a step, if only that nothing came.</summary>
    public bool IsKnown(int step) => _steps[step] is not null;

    /// <summary>How many values came in a second.</summary>
    public double? Rate(int step) => _steps[step] is { } came ? Math.Max(0, came.Count) * MsPerSecond / Window.Step : null;

    /// <summary>The quantile of a step's values; null if there were none.</summary>
    public double? Quantile(int step, double quantile) =>
        _steps[step] is { Count: > Negligible } came ? Quantiles.Estimate(_bounds, came.Buckets, quantile) : null;

    public override PointView PointAt(int step) => new(
        TimeWindow.Utc(Window.EndOf(step)),
        Rate(step),
        _steps[step] is { Count: > Negligible } came ? came.Sum / came.Count : null,
        Quantile(step, 0.5),
        Quantile(step, 0.9),
        Quantile(step, 0.99));
}
