using Foobar.Gateway.Statistics;

namespace Foobar.Tests.Gateway.Statistics;

public sealed class LatencyHistogramMiddleTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(250)]
    [InlineData(12_345)]
    [InlineData(100_000_000)]
    public void Middle_OfTheBucketOfALatency_IsWithinASixteenthOfIt(long microseconds)
    {
        var middle = LatencyHistogram.Middle(LatencyHistogram.IndexOf(microseconds)).TotalMicroseconds;

        Assert.InRange(middle, microseconds * 15 / 16.0, microseconds * 17 / 16.0);
    }
}
