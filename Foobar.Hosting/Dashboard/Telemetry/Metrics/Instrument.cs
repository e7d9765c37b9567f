namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>What is measured, with all that was reported of it.</summary>
internal sealed class Instrument(InstrumentInfo info, int maxSeries)
{
    // One that nobody has reported for so long makes room for another.
    private const long StaleMs = 60_000;

    private readonly Dictionary<(TelemetryResource, string), MetricSeries> _series = [];

    public InstrumentInfo Info { get; } = info;

    public IReadOnlyCollection<MetricSeries> Series => _series.Values;

    public bool IsFull => _series.Count >= maxSeries;

    /// <param name="resource">Who reports.</param>
    /// <param name="attributes">Sorted by name.</param>
    public MetricSeries? Find(TelemetryResource resource, TelemetryAttribute[] attributes) => _series.GetValueOrDefault((resource, KeyOf(attributes)));

    /// <summary>Adds a series, or puts it into the place of the one with the same attributes.</summary>
    public void Set(MetricSeries series) => _series[(series.Resource, KeyOf(series.Attributes))] = series;

    /// <summary>Makes room, if there is none and something need not stay.</summary>
    public MetricSeries? RemoveStale(long now)
    {
        if (!IsFull || _series.Values.MinBy(series => series.LastSeen) is not { } oldest || now - oldest.LastSeen < StaleMs)
        {
            return null;
        }

        _series.Remove((oldest.Resource, KeyOf(oldest.Attributes)));
        return oldest;
    }

    private static string KeyOf(TelemetryAttribute[] attributes) =>
        attributes.Length == 0 ? "" : string.Join('\0', attributes.Select(attribute => $"{attribute.Key}\0{attribute.Value}"));
}
