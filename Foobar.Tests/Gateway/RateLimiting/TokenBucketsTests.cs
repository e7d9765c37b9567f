using System.Net;
using Foobar.Gateway.RateLimiting;
using Microsoft.Extensions.Time.Testing;

namespace Foobar.Tests.Gateway.RateLimiting;

public sealed class TokenBucketsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void TryTake_Burst_IsAllThereIs()
    {
        var buckets = Create(tokensPerSecond: 0.01, burst: 3);

        Assert.Equal([true, true, true, false, false], Enumerable.Range(0, 5).Select(_ => buckets.TryTake(7)));
        Assert.True(buckets.TryTake(8));
    }

    [Fact]
    public void TryTake_EmptyBucket_IsFilledAgainWithTime()
    {
        var buckets = Create(tokensPerSecond: 4, burst: 2);
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => buckets.TryTake(0)));

        _time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(buckets.TryTake(0));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([true, false], Enumerable.Range(0, 2).Select(_ => buckets.TryTake(0)));

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => buckets.TryTake(0)));
    }

    [Fact]
    public async Task TryTake_ByManyAtOnce_GivesNoMoreThanThereAre()
    {
        var buckets = Create(tokensPerSecond: 0.01, burst: 10_000);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 2_000).Count(_ => buckets.TryTake(0)))));

        Assert.Equal(10_000, taken.Sum());
    }

    [Fact]
    public void TryTake_LargestLimits_AreKept()
    {
        var buckets = Create(tokensPerSecond: 1_000_000, burst: 1_000_000);

        Assert.Equal(1_000_000, Enumerable.Range(0, 1_000_100).Count(_ => buckets.TryTake(0)));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1000, Enumerable.Range(0, 1100).Count(_ => buckets.TryTake(0)));
    }

    [Fact]
    public void TryTake_NoLimit_IsAlwaysTrue()
    {
        var buckets = new TokenBuckets(new TokenBucketSettings(), 16, _time);

        Assert.False(buckets.AreLimited);
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.True(buckets.TryTake(0)));
    }

    [Theory]
    [InlineData(0.01, 100)]
    [InlineData(0.3, 4)]
    [InlineData(1, 1)]
    [InlineData(1000, 1)]
    public void RetryAfter_ATokenIsThereThen(double tokensPerSecond, int expected)
    {
        var buckets = Create(tokensPerSecond, burst: 1);
        Assert.True(buckets.TryTake(0));
        Assert.False(buckets.TryTake(0));

        Assert.Equal(expected, buckets.RetryAfterSeconds);
        _time.Advance(TimeSpan.FromSeconds(buckets.RetryAfterSeconds));
        Assert.True(buckets.TryTake(0));
    }

    [Fact]
    public void BucketOf_ManyClients_AreSpreadOverABoundedNumber()
    {
        var buckets = Enumerable.Range(0, 200_000)
            .Select(i => RateLimits.BucketOf(new IPAddress([10, (byte)(i >> 16), (byte)(i >> 8), (byte)i]))).Distinct().Count();

        // Of 65,536, each is missed by chance with 5 %.
        Assert.InRange(buckets, 50_000, 65_536);
    }

    private TokenBuckets Create(double tokensPerSecond, int burst) =>
        new(new TokenBucketSettings { TokensPerSecond = tokensPerSecond, Burst = burst }, 16, _time);
}
