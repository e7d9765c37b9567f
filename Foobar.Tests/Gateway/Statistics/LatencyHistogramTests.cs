using Foobar.Gateway.Statistics;

namespace Foobar.Tests.Gateway.Statistics;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void IndexOf_EveryLatency_LiesInItsBucketAndTheBucketIsNarrow()
    {
        for (var microseconds = 0L; microseconds < 1 << 27; microseconds += 1 + (microseconds / 50))
        {
            var index = LatencyHistogram.IndexOf(microseconds);
            var end = LatencyHistogram.UpperEnd(index);
            var start = index == 0 ? 0 : LatencyHistogram.UpperEnd(index - 1) + 1;

            Assert.InRange(microseconds, start, end);
            Assert.True(end - start <= start / 16, $"{start} to {end} is too wide.");
        }
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(long.MaxValue)]
    public void IndexOf_BeyondTheRange_IsTheFirstOrTheLast(long microseconds)
    {
        var histogram = new LatencyHistogram();

        histogram.Record(TimeSpan.FromMicroseconds(Math.Clamp(microseconds, -5, 1L << 50)));

        Assert.Equal(1, histogram.Snapshot().Sum());
    }

    [Fact]
    public void Quantile_KnownLatencies_IsWithinASixteenth()
    {
        var histogram = new LatencyHistogram();
        for (var i = 1; i <= 1000; i++)
        {
            histogram.Record(TimeSpan.FromMilliseconds(i));
        }

        var counts = histogram.Snapshot();
        Assert.InRange(LatencyHistogram.Quantile(counts, 0.5).TotalMilliseconds, 500, 500 * 17 / 16.0);
        Assert.InRange(LatencyHistogram.Quantile(counts, 0.99).TotalMilliseconds, 990, 990 * 17 / 16.0);
        Assert.Equal(TimeSpan.Zero, LatencyHistogram.Quantile(new long[counts.Length], 0.99));
    }

    [Fact]
    public void Sum_DifferenceOfTwoSnapshots_HoldsOnlyWhatCameBetweenThem()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromSeconds(9));
        var before = histogram.Snapshot();
        histogram.Record(TimeSpan.FromMilliseconds(10));
        histogram.Record(TimeSpan.FromMilliseconds(30));

        var window = LatencyHistogram.Sum([.. histogram.Snapshot().Zip(before, (after, then) => after - then)]);

        Assert.Equal(2, window.Requests);
        Assert.InRange(window.Mean.TotalMilliseconds, 20 * 15 / 16.0, 20 * 17 / 16.0);
        Assert.Equal((0, TimeSpan.Zero), (LatencyHistogram.Sum(new long[before.Length]).Requests, LatencyHistogram.Sum([]).Mean));
    }
}
