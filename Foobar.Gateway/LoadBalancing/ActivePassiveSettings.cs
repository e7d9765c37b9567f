using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.LoadBalancing;

internal sealed record ActivePassiveSettings : ISettings
{
    /// <summary>How long a better destination must have been back before it gets the requests again, 0 to 1 hour.</summary>
    public TimeSpan HoldTime { get; init; } = TimeSpan.FromSeconds(10);

    public IEnumerable<SettingProblem> Validate() =>
        SettingRules.Range(nameof(HoldTime), HoldTime, TimeSpan.Zero, TimeSpan.FromHours(1));
}
