namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>Answers questions about metrics.</summary>
internal static class MetricReader
{
    private const int MaxSeries = 100;
    private const int MaxExemplars = 200;

    public static IReadOnlyList<InstrumentView> List(MetricStore store, IReadOnlyList<string> resources) => store.Read<IReadOnlyList<InstrumentView>>(instruments =>
    [
        .. from instrument in instruments.Values
           let names = instrument.Series.Select(series => series.Resource.Name).Distinct().Order(StringComparer.OrdinalIgnoreCase).ToList()
           where names.Count > 0 && (resources.Count == 0 || names.Intersect(resources, StringComparer.OrdinalIgnoreCase).Any())
           orderby instrument.Info.Meter, instrument.Info.Name
           select new InstrumentView(instrument.Info.Meter, instrument.Info.Name, instrument.Info.Description, instrument.Info.Unit, instrument.Info.Type.ToString(), names),
    ]);

    /// <summary>Merges the series that are wanted; null if there is no such instrument.</summary>
    public static IReadOnlyList<MergedSeries>? Merge(MetricStore store, SeriesQuery query, TimeWindow window) =>
        store.Read(instruments => instruments.TryGetValue((query.Meter, query.Name), out var instrument) ? Merge(instrument, query, window) : null);

    /// <summary>What a chart of an instrument shows; null if there is no such instrument.</summary>
    public static ChartView? Chart(MetricStore store, SeriesQuery query, TimeWindow window) => store.Read(instruments =>
        instruments.TryGetValue((query.Meter, query.Name), out var instrument)
            ? new ChartView(
                instrument.Info.Name,
                instrument.Info.Unit,
                instrument.Info.Type.ToString(),
                instrument.Info.Description,
                TimeWindow.Utc(window.From),
                TimeWindow.Utc(window.To),
                window.Step,
                Dimensions(instrument, query),
                [.. Merge(instrument, query, window).Select(series => View(series, window))],
                Exemplars(instrument, query, window))
            : null);

    private static List<MergedSeries> Merge(Instrument instrument, SeriesQuery query, TimeWindow window) =>
    [
        .. instrument.Series.Where(query.Matches)
            .GroupBy(series => string.Join('\0', query.GroupBy.Select(key => $"{key}\0{series.Find(key)}")) + BoundsOf(series))
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Take(MaxSeries)
            .Select(group => MergedSeries.Of(instrument.Info.Type, [.. group], ResourceOf(query, group.First()), AttributesOf(query, group.First()), window)),
    ];

    // Counts of different buckets cannot be added up.
    private static string BoundsOf(MetricSeries series) => series is HistogramSeries histogram ? '\0' + string.Join(' ', histogram.Bounds) : "";

    private static string? ResourceOf(SeriesQuery query, MetricSeries series) => query.GroupBy.Contains("resource") ? series.Resource.Name : null;

    private static IReadOnlyList<TelemetryAttribute> AttributesOf(SeriesQuery query, MetricSeries series) =>
        [.. query.GroupBy.Where(key => key != "resource").Select(key => new TelemetryAttribute(key, series.Find(key) ?? "")).OrderBy(attribute => attribute.Key, StringComparer.Ordinal)];

    private static SeriesView View(MergedSeries series, TimeWindow window) =>
        new(series.Resource, series.Attributes, [.. Enumerable.Range(0, window.Count).Select(series.PointAt)]);

    private static IReadOnlyList<DimensionView> Dimensions(Instrument instrument, SeriesQuery query) =>
    [
        .. instrument.Series.Where(series => query.Resources.Count == 0 || query.Resources.Contains(series.Resource.Name, StringComparer.OrdinalIgnoreCase))
            .SelectMany(series => series.Attributes)
            .GroupBy(attribute => attribute.Key, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new DimensionView(group.Key, [.. group.Select(attribute => attribute.Value).Distinct().Order(StringComparer.Ordinal)])),
    ];

    private static IReadOnlyList<ExemplarView> Exemplars(Instrument instrument, SeriesQuery query, TimeWindow window) =>
    [
        .. instrument.Series.Where(query.Matches)
            .SelectMany(series => series.Exemplars)
            .Where(exemplar => exemplar.Time >= TimeWindow.Utc(window.From) && exemplar.Time <= TimeWindow.Utc(window.To))
            .OrderBy(exemplar => exemplar.Time)
            .TakeLast(MaxExemplars)
            .Select(exemplar => new ExemplarView(exemplar.Time, exemplar.Value, exemplar.TraceId.ToString(), exemplar.SpanId.ToString())),
    ];
}
