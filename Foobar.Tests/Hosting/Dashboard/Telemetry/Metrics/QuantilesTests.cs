using CsCheck;
using Foobar.Hosting.Dashboard.Telemetry.Metrics;

namespace Foobar.Tests.Hosting.Dashboard.Telemetry.Metrics;

public sealed class QuantilesTests
{
    private static readonly double[] s_bounds = [1, 2, 4];

    [Theory]
    [InlineData(0.5, new double[] { 0, 10, 0, 0 }, 1.5)]
    [InlineData(0.9, new double[] { 0, 10, 0, 0 }, 1.9)]
    [InlineData(0.5, new double[] { 4, 0, 4, 0 }, 1.0)]
    [InlineData(0.75, new double[] { 4, 0, 4, 0 }, 3.0)]
    [InlineData(1.0, new double[] { 4, 0, 4, 0 }, 4.0)]
    [InlineData(0.99, new double[] { 1, 0, 0, 99 }, 4.0)]
    public void Estimate_Counts_LiesWithinTheBucket(double quantile, double[] counts, double expected) =>
        Assert.Equal(expected, Quantiles.Estimate(s_bounds, counts, quantile)!.Value, 6);

    [Fact]
    public void Estimate_NoValues_IsUnknown() => Assert.Null(Quantiles.Estimate(s_bounds, new double[4], 0.5));

    [Fact]
    public void Estimate_NoBounds_IsUnknown() => Assert.Null(Quantiles.Estimate([], [5], 0.5));

    // The exact quantile of the values and its estimate lie in the same bucket.
    [Fact]
    public void Estimate_RandomValues_LiesInTheBucketOfTheExactOne() =>
        Gen.Select(Gen.Double[0, 4].Array[1, 200], Gen.Double[0.01, 1]).Sample((values, quantile) =>
        {
            var counts = new double[4];
            foreach (var value in values)
            {
                counts[BucketOf(value)]++;
            }

            var exact = values.Order().ElementAt((int)Math.Ceiling(quantile * values.Length) - 1);
            var estimate = Quantiles.Estimate(s_bounds, counts, quantile)!.Value;
            var bucket = BucketOf(exact);
            Assert.InRange(estimate, bucket == 0 ? 0 : s_bounds[bucket - 1], s_bounds[Math.Min(bucket, 2)]);
        });

    private static int BucketOf(double value) => Array.FindIndex(s_bounds, bound => value <= bound) is >= 0 and var index ? index : s_bounds.Length;
}
