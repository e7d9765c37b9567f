namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>Several series as one, at the moments of a chart.</summary>
/// <param name="resource">Whose they are, if they are told apart by that.</param>
/// <param name="attributes">What they have in common.</param>
/// <param name="window">The moments.</param>
internal abstract class MergedSeries(string? resource, IReadOnlyList<TelemetryAttribute> attributes, TimeWindow window)
{
    public string? Resource { get; } = resource;

    public IReadOnlyList<TelemetryAttribute> Attributes { get; } = attributes;

    protected TimeWindow Window { get; } = window;

    public abstract PointView PointAt(int step);

    /// <summary>Makes one of the series of a group.</summary>
    public static MergedSeries Of(InstrumentType type, IReadOnlyList<MetricSeries> series, string? resource, IReadOnlyList<TelemetryAttribute> attributes, TimeWindow window) =>
        type == InstrumentType.Histogram
            ? new MergedHistogram([.. series.Cast<HistogramSeries>()], resource, attributes, window)
            : new MergedNumbers(type, [.. series.Cast<NumberSeries>()], resource, attributes, window);
}
