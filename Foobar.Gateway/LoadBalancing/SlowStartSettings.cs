using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.LoadBalancing;

/// <summary>A destination that comes to others that serve already gets a tenth of its share at first and all of it at last.</summary>
internal sealed record SlowStartSettings : ISettings
{
    /// <summary>How long that takes, 0 (not at all) to 10 minutes.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);

    public IEnumerable<SettingProblem> Validate() =>
        SettingRules.Range(nameof(Duration), Duration, TimeSpan.Zero, TimeSpan.FromMinutes(10));
}
