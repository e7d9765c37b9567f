using System.Threading.RateLimiting;

namespace Foobar.Gateway.RateLimiting;

/// <summary>Token buckets, each with a number; one that is unused and full takes no memory.</summary>
internal sealed class TokenBuckets(TokenBucketSettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<int>? _limiter = settings.TokensPerSecond == 0 ? null : Create(settings);

    /// <summary>After so many seconds there is a token again.</summary>
    public int RetryAfterSeconds { get; } =
        settings.TokensPerSecond == 0 ? 0 : (int)Math.Ceiling(1 / settings.TokensPerSecond);

    public bool TryTake(int bucket)
    {
        if (_limiter is null)
        {
            return true;
        }

        try
        {
            using var lease = _limiter.AttemptAcquire(bucket);
            return lease.IsAcquired;
        }
        catch (ObjectDisposedException)
        {
            // The limit was changed at this very moment; the next request meets the new one.
            return true;
        }
    }

    public void Dispose() => _limiter?.Dispose();

    private static PartitionedRateLimiter<int> Create(TokenBucketSettings settings)
    {
        // The limiter fills its buckets ten times a second, by the time that has passed at the rate of tokens to period.
        var isSlow = settings.TokensPerSecond < 1;
        var options = new TokenBucketRateLimiterOptions
        {
            TokenLimit = settings.Burst,
            TokensPerPeriod = isSlow ? 1 : (int)Math.Round(settings.TokensPerSecond),
            ReplenishmentPeriod = isSlow ? TimeSpan.FromSeconds(1 / settings.TokensPerSecond) : TimeSpan.FromSeconds(1),
            AutoReplenishment = false,
        };

        // One delegate for all: RateLimitPartition.GetTokenBucketLimiter makes several for each request.
        Func<int, RateLimiter> create = _ => new TokenBucketRateLimiter(options);
        return PartitionedRateLimiter.Create<int, int>(bucket => RateLimitPartition.Get(bucket, create));
    }
}
