namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>An instrument in a list.</summary>
internal sealed record InstrumentView(string Meter, string Name, string Description, string Unit, string Type, IReadOnlyList<string> Resources);

/// <summary>What a chart shows; the step is in milliseconds.</summary>
internal sealed record ChartView(
    string Name, string Unit, string Type, string Description, DateTime From, DateTime To, double Step,
    IReadOnlyList<DimensionView> Dimensions, IReadOnlyList<SeriesView> Series, IReadOnlyList<ExemplarView> Exemplars);

/// <summary>An attribute by which series differ.</summary>
internal sealed record DimensionView(string Key, IReadOnlyList<string> Values);

/// <param name="Resource">Whose it is; null where those of several are merged.</param>
/// <param name="Attributes">What tells it apart from the others.</param>
/// <param name="Points">One a step.</param>
internal sealed record SeriesView(string? Resource, IReadOnlyList<TelemetryAttribute> Attributes, IReadOnlyList<PointView> Points);

/// <summary>A measurement that leads to the trace it was made in.</summary>
internal sealed record ExemplarView(DateTime Time, double Value, string TraceId, string SpanId);
