using System.Numerics;
using Foobar.Gateway.Health;

namespace Foobar.Gateway.Statistics;

/// <summary>
/// How long requests took: counts in buckets of which each is at most 1/16 wider than its start, from 1 µs to 2 minutes.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBucketBits = 4;
    private const int SubBuckets = 1 << SubBucketBits;
    private const int MaxBits = 27;

    private readonly long[] _counts = new long[(MaxBits - SubBucketBits + 1) * SubBuckets];

    public void Record(TimeSpan latency) => Interlocked.Increment(ref _counts[IndexOf((long)latency.TotalMicroseconds)]);

    /// <summary>The counts of all buckets, to be subtracted from later ones and given to <see cref="Quantile"/> and <see cref="Sum"/>.</summary>
    public long[] Snapshot() => [.. _counts];

    /// <returns>What was counted between two snapshots.</returns>
    public static long[] Difference(long[] after, long[] before)
    {
        var difference = new long[after.Length];
        for (var i = 0; i < difference.Length; i++)
        {
            difference[i] = after[i] - before[i];
        }

        return difference;
    }

    /// <param name="counts">A snapshot, or the difference between two.</param>
    /// <param name="quantile">0 to 1: 0.99 for what 99 of 100 requests did not exceed.</param>
    /// <returns>The upper end of the bucket that holds it; zero if nothing was counted.</returns>
    public static TimeSpan Quantile(ReadOnlySpan<long> counts, double quantile)
    {
        var total = 0L;
        foreach (var count in counts)
        {
            total += count;
        }

        var rank = (long)Math.Ceiling(total * quantile);
        for (var i = 0; i < counts.Length; i++)
        {
            rank -= counts[i];
            if (rank <= 0 && counts[i] > 0)
            {
                return TimeSpan.FromMicroseconds(UpperEnd(i));
            }
        }

        return TimeSpan.Zero;
    }

    /// <param name="counts">A snapshot, or the difference between two.</param>
    /// <returns>How many requests these are, and what they took together, to within 1/16.</returns>
    public static LatencyWindow Sum(ReadOnlySpan<long> counts)
    {
        var (requests, total) = (0L, TimeSpan.Zero);
        for (var i = 0; i < counts.Length; i++)
        {
            requests += counts[i];
            total += Middle(i) * counts[i];
        }

        return new(requests, total);
    }

    /// <summary>What the requests in a bucket took, more or less.</summary>
    public static TimeSpan Middle(int index) =>
        TimeSpan.FromMicroseconds(index == 0 ? 0 : (UpperEnd(index - 1) + 1 + UpperEnd(index)) / 2.0);

    // Below 16 µs a bucket for each; above, 16 for each power of two.
    internal static int IndexOf(long microseconds)
    {
        var value = (ulong)Math.Clamp(microseconds, 0, (1L << MaxBits) - 1);
        if (value < SubBuckets)
        {
            return (int)value;
        }

        var power = BitOperations.Log2(value) - SubBucketBits;
        return ((power + 1) << SubBucketBits) + (int)((value >> power) & (SubBuckets - 1));
    }

    internal static long UpperEnd(int index)
    {
        if (index < SubBuckets)
        {
            return index;
        }

        var power = (index >> SubBucketBits) - 1;
        return ((((long)index & (SubBuckets - 1)) + SubBuckets + 1) << power) - 1;
    }
}
