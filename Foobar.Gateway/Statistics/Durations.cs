using System.Diagnostics.Metrics;
using Foobar.ServiceDefaults;

namespace Foobar.Gateway.Statistics;

/// <summary>Histograms of what was counted in a <see cref="LatencyHistogram"/> meanwhile, so that requests need do no more than count.</summary>
internal static class Durations
{
    public static Histogram<double> Create(Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = RequestDuration.Buckets });

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
