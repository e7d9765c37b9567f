using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.RateLimiting;

/// <summary>A bucket of tokens, of which a request takes one; without a token it is answered 429.</summary>
internal sealed record TokenBucketSettings
{
    /// <summary>So many tokens are added each second, 0.01 to 1,000,000; 0 for no limit.</summary>
    public double TokensPerSecond { get; init; }

    /// <summary>So many there are at most, and at first, 1 to 1,000,000: requests that may come at once.</summary>
    public int Burst { get; init; } = 1;

    public IEnumerable<SettingProblem> Validate() => TokensPerSecond == 0 ? [] :
    [
        .. SettingRules.Range(nameof(TokensPerSecond), TokensPerSecond, 0.01, 1_000_000),
        .. SettingRules.Range(nameof(Burst), Burst, 1, 1_000_000),
    ];
}
