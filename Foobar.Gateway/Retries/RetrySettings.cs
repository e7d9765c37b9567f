using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Retries;

/// <summary>When a request that one server failed is sent to another one.</summary>
internal sealed record RetrySettings : ISettings
{
    /// <summary>So many servers at most see one request, 1 (no retries) to 10.</summary>
    public int MaxTries { get; init; } = 3;

    /// <summary>After this long no further try begins, 100 ms to 5 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Retries may be this share of the requests of the last 10 s, 0 to 100 %.</summary>
    public int BudgetPercent { get; init; } = 20;

    /// <summary>So many retries a second may always be, 0 to 100,000, or a quiet site would have none.</summary>
    public int MinPerSecond { get; init; } = 10;

    /// <summary>A body up to this many bytes is kept so that it can be sent again, 0 to 1 MiB.</summary>
    public int MaxReplayBytes { get; init; } = 16 * 1024;

    public IEnumerable<SettingProblem> Validate() =>
    [
        .. SettingRules.Range(nameof(MaxTries), MaxTries, 1, 10),
        .. SettingRules.Range(nameof(Timeout), Timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5)),
        .. SettingRules.Range(nameof(BudgetPercent), BudgetPercent, 0, 100),
        .. SettingRules.Range(nameof(MinPerSecond), MinPerSecond, 0, 100_000),
        .. SettingRules.Range(nameof(MaxReplayBytes), MaxReplayBytes, 0, 1024 * 1024),
    ];
}
