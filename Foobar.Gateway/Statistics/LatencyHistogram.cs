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
    private readonly Lock _window = new();
    private long _count;
    private long _microseconds;
    private long _countBefore;
    private long _microsecondsBefore;

    public long Count => Volatile.Read(ref _count);

    public TimeSpan Total => TimeSpan.FromMicroseconds(Volatile.Read(ref _microseconds));

    public void Record(TimeSpan latency)
    {
        var microseconds = (long)latency.TotalMicroseconds;
        Interlocked.Increment(ref _counts[IndexOf(microseconds)]);
        Interlocked.Increment(ref _count);
        Interlocked.Add(ref _microseconds, microseconds);
    }

    /// <summary>What was recorded since this was asked last.</summary>
    public LatencyWindow TakeWindow()
    {
        lock (_window)
        {
            var (count, microseconds) = (Volatile.Read(ref _count), Volatile.Read(ref _microseconds));
            var window = new LatencyWindow(count - _countBefore, TimeSpan.FromMicroseconds(microseconds - _microsecondsBefore));
            (_countBefore, _microsecondsBefore) = (count, microseconds);
            return window;
        }
    }

    /// <summary>The counts of all buckets, to be subtracted from later ones and given to <see cref="Quantile"/>.</summary>
    public long[] Snapshot() => [.. _counts];

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
