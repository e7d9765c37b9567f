namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>Estimates quantiles from the counts of buckets.</summary>
internal static class Quantiles
{
    /// <param name="bounds">The upper ends of all buckets but the last.</param>
    /// <param name="counts">How many values are in each bucket.</param>
    /// <param name="quantile">0 to 1.</param>
    /// <returns>The value, as if those in a bucket lay evenly in it; null if there are none.</returns>
    public static double? Estimate(ReadOnlySpan<double> bounds, ReadOnlySpan<double> counts, double quantile)
    {
        var total = 0.0;
        foreach (var count in counts)
        {
            total += Math.Max(0, count);
        }

        if (total <= 0)
        {
            return null;
        }

        var rank = quantile * total;
        for (var i = 0; i < counts.Length; i++)
        {
            var count = Math.Max(0, counts[i]);
            if (count > 0 && rank <= count)
            {
                return Within(bounds, i, rank / count);
            }

            rank -= count;
        }

        return bounds.Length > 0 ? bounds[^1] : null;
    }

    private static double? Within(ReadOnlySpan<double> bounds, int bucket, double share)
    {
        if (bounds.Length == 0)
        {
            return null;
        }

        // The outermost buckets have no end; nothing is known but where they begin.
        if (bucket == bounds.Length)
        {
            return bounds[^1];
        }

        var upper = bounds[bucket];
        var lower = bucket > 0 ? bounds[bucket - 1] : Math.Min(0, upper);
        return lower + ((upper - lower) * share);
    }
}
