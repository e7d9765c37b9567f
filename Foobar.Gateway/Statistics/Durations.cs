using System.Diagnostics.Metrics;

namespace Foobar.Gateway.Statistics;

/// <summary>Histograms of what was counted in a <see cref="LatencyHistogram"/> meanwhile, so that requests need do no more than count.</summary>
internal static class Durations
{
    // OpenTelemetry's for http.server.request.duration, and finer below 5 ms, where most of a local network's are.
    private static readonly double[] s_bounds =
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    public static Histogram<double> Create(Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = s_bounds });

    /// <param name="histogram">Where to.</param>
    /// <param name="counts">How many there were in each bucket.</param>
    /// <param name="tags">What they have in common.</param>
    public static void RecordAll(this Histogram<double> histogram, ReadOnlySpan<long> counts, KeyValuePair<string, object?>[] tags)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            for (var count = counts[i]; count > 0; count--)
            {
                histogram.Record(LatencyHistogram.Middle(i).TotalSeconds, tags);
            }
        }
    }
}
