using Foobar.Hosting.Dashboard.Otlp.Wire;
using Foobar.Hosting.Dashboard.Telemetry.Metrics;

namespace Foobar.Hosting.Dashboard.Otlp.Import;

/// <summary>Reads histograms with explicit buckets.</summary>
internal static class HistogramReader
{
    private const int MaxBounds = 500;

    /// <returns>The histogram; null if its buckets make no sense.</returns>
    public static HistogramPoint? Read(HistogramDataPoint point, bool isDelta)
    {
        double[] bounds = [.. point.ExplicitBounds];

        // Who counts in no buckets may leave them out.
        double[] counts = point.BucketCounts.Count == 0 && bounds.Length == 0 ? [point.Count] : [.. point.BucketCounts.Select(count => (double)count)];
        return counts.Length == bounds.Length + 1 && bounds.Length <= MaxBounds && Ascend(bounds) && double.IsFinite(point.Sum)
            ? new(OtlpTime.Milliseconds(point.StartTimeUnixNano), OtlpTime.Milliseconds(point.TimeUnixNano), new(point.Count, point.Sum, counts), bounds, isDelta)
            : null;
    }

    private static bool Ascend(double[] bounds)
    {
        for (var i = 0; i < bounds.Length; i++)
        {
            if (!double.IsFinite(bounds[i]) || (i > 0 && bounds[i] <= bounds[i - 1]))
            {
                return false;
            }
        }

        return true;
    }
}
