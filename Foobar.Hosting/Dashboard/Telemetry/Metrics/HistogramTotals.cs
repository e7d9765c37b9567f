namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>How many values there were, in all and in each bucket, and their sum.</summary>
internal sealed record HistogramTotals(double Count, double Sum, double[] Buckets)
{
    public static HistogramTotals Zero(int buckets) => new(0, 0, new double[buckets]);

    public HistogramTotals Plus(HistogramTotals other) => Combine(other, 1);

    public HistogramTotals Minus(HistogramTotals other) => Combine(other, -1);

    /// <summary>What lies between two totals, at a share of the way from this to the other.</summary>
    public HistogramTotals Towards(HistogramTotals other, double share) =>
        share <= 0 ? this : share >= 1 ? other : Combine(other.Minus(this), share);

    public bool HasSameCounts(HistogramTotals other) => Count == other.Count && Sum == other.Sum;

    /// <summary>Whether any of the counts is less than before: counting began anew.</summary>
    public bool IsLessThan(HistogramTotals before)
    {
        if (Count < before.Count)
        {
            return true;
        }

        for (var i = 0; i < Buckets.Length; i++)
        {
            if (Buckets[i] < before.Buckets[i])
            {
                return true;
            }
        }

        return false;
    }

    private HistogramTotals Combine(HistogramTotals other, double factor)
    {
        var buckets = new double[Buckets.Length];
        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] = Buckets[i] + (factor * other.Buckets[i]);
        }

        return new(Count + (factor * other.Count), Sum + (factor * other.Sum), buckets);
    }
}
