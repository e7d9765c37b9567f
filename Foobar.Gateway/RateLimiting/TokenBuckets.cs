namespace Foobar.Gateway.RateLimiting;

/// <summary>
/// Token buckets, each with a number. Of each only the time is kept at which it will be full again (the generic cell rate
/// algorithm of ITU-T I.371, annex A): nothing needs to fill them, and none waits for another.
/// </summary>
internal sealed class TokenBuckets
{
    private readonly TimeProvider _time;
    private readonly long[] _fullAt;
    private readonly long _timePerToken;
    private readonly long _timePerBurst;

    /// <param name="settings">What all of them are like.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="time">The clock.</param>
    public TokenBuckets(TokenBucketSettings settings, int count, TimeProvider time)
    {
        _time = time;
        if (settings.TokensPerSecond == 0)
        {
            _fullAt = [];
            return;
        }

        _fullAt = new long[count];
        _timePerToken = (long)Math.Ceiling(time.TimestampFrequency / settings.TokensPerSecond);
        _timePerBurst = _timePerToken * settings.Burst;
        RetryAfterSeconds = (int)Math.Ceiling(1 / settings.TokensPerSecond);
    }

    /// <summary>Whether there is a limit at all.</summary>
    public bool AreLimited => _fullAt.Length > 0;

    /// <summary>After so many seconds there is a token again.</summary>
    public int RetryAfterSeconds { get; }

    /// <returns>False if the bucket is empty.</returns>
    public bool TryTake(int bucket)
    {
        if (!AreLimited)
        {
            return true;
        }

        var now = _time.GetTimestamp();
        ref var fullAt = ref _fullAt[bucket];
        while (true)
        {
            var before = Volatile.Read(ref fullAt);
            var after = Math.Max(before, now) + _timePerToken;
            if (after - now > _timePerBurst)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref fullAt, after, before) == before)
            {
                return true;
            }
        }
    }
}
