using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Health;

/// <summary>How many probes in a row decide; how often and where to probe is YARP's <c>HealthCheck:Active</c>.</summary>
internal sealed record ProbeSettings : ISettings
{
    /// <summary>So many good answers in a row let a destination in again, 1 to 100 (HAProxy's <c>rise</c>).</summary>
    public int Rise { get; init; } = 2;

    /// <summary>So many bad or missing answers in a row take it out, 1 to 100 (HAProxy's <c>fall</c>).</summary>
    public int Fall { get; init; } = 2;

    public IEnumerable<SettingProblem> Validate() =>
    [
        .. SettingRules.Range(nameof(Rise), Rise, 1, 100),
        .. SettingRules.Range(nameof(Fall), Fall, 1, 100),
    ];
}
