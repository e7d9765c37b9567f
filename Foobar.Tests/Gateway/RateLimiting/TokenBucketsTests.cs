using System.Net;
using Foobar.Gateway.RateLimiting;

namespace Foobar.Tests.Gateway.RateLimiting;

public sealed class TokenBucketsTests
{
    [Fact]
    public void TryTake_Burst_IsAllThereIs()
    {
        using var buckets = new TokenBuckets(new TokenBucketSettings { TokensPerSecond = 0.01, Burst = 3 });

        Assert.Equal([true, true, true, false, false], Enumerable.Range(0, 5).Select(_ => buckets.TryTake(7)).ToArray());
        Assert.True(buckets.TryTake(8));
    }

    [Fact]
    public async Task TryTake_EmptyBucket_IsFilledAgainWithTime()
    {
        using var buckets = new TokenBuckets(new TokenBucketSettings { TokensPerSecond = 100, Burst = 1 });
        Assert.True(buckets.TryTake(0));

        while (!buckets.TryTake(0))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public void TryTake_NoLimit_IsAlwaysTrue()
    {
        using var buckets = new TokenBuckets(new TokenBucketSettings());

        Assert.All(Enumerable.Range(0, 1000), _ => Assert.True(buckets.TryTake(0)));
    }

    [Fact]
    public void TryTake_LimitWasJustReplaced_LetsTheRequestPass()
    {
        var buckets = new TokenBuckets(new TokenBucketSettings { TokensPerSecond = 0.01, Burst = 1 });
        buckets.Dispose();

        Assert.True(buckets.TryTake(0));
    }

    [Theory]
    [InlineData(0.01, 100)]
    [InlineData(0.3, 4)]
    [InlineData(1, 1)]
    [InlineData(1000, 1)]
    public void RetryAfter_ATokenIsThereThen(double tokensPerSecond, int expected)
    {
        using var buckets = new TokenBuckets(new TokenBucketSettings { TokensPerSecond = tokensPerSecond });

        Assert.Equal(expected, buckets.RetryAfterSeconds);
    }

    [Fact]
    public void BucketOf_ManyClients_AreSpreadOverABoundedNumber()
    {
        var buckets = Enumerable.Range(0, 200_000)
            .Select(i => RateLimits.BucketOf(new IPAddress([10, (byte)(i >> 16), (byte)(i >> 8), (byte)i]))).Distinct().Count();

        // Of 65,536, each is missed by chance with 5 %.
        Assert.InRange(buckets, 50_000, 65_536);
    }
}
