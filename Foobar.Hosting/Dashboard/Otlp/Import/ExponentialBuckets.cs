using Foobar.Hosting.Dashboard.Otlp.Wire;
using Foobar.Hosting.Dashboard.Telemetry.Metrics;

namespace Foobar.Hosting.Dashboard.Otlp.Import;

/// <summary>
/// Reads histograms with exponential buckets. Their width changes as values come, so they are put into buckets that stay:
/// two for each power of two, from a millionth to a million millions.
/// </summary>
internal static class ExponentialBuckets
{
    private const int PerPower = 2;
    private const int LowestPower = -20;
    private const int HighestPower = 40;

    private static readonly double[] s_bounds =
        [.. Enumerable.Range(0, ((HighestPower - LowestPower) * PerPower) + 1).Select(i => Math.Pow(2, LowestPower + ((double)i / PerPower)))];

    public static HistogramPoint Read(ExponentialHistogramDataPoint point, bool isDelta)
    {
        var counts = new double[s_bounds.Length + 1];

        // Zero and below is all the same here: what is measured in these is never negative.
        counts[0] = point.ZeroCount + (point.Negative?.BucketCounts.Sum(count => (double)count) ?? 0);
        if (point.Positive is { } positive)
        {
            for (var i = 0; i < positive.BucketCounts.Count; i++)
            {
                counts[IndexOf(positive.Offset + (long)i, point.Scale)] += positive.BucketCounts[i];
            }
        }

        var sum = double.IsFinite(point.Sum) ? point.Sum : 0;
        return new(OtlpTime.Milliseconds(point.StartTimeUnixNano), OtlpTime.Milliseconds(point.TimeUnixNano), new(point.Count, sum, counts), s_bounds, isDelta);
    }

    // By the middle of the bucket, which is as wide as a power of two divided by 2^scale.
    private static int IndexOf(long bucket, int scale)
    {
        var power = (bucket + 0.5) * Math.Pow(2, -(double)scale);
        return (int)Math.Clamp(Math.Ceiling((power - LowestPower) * PerPower), 0, s_bounds.Length);
    }
}
