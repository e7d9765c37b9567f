using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Health;

/// <summary>When requests that fail, or take long, take a destination out for a while (Envoy's outlier detection).</summary>
internal sealed record EjectionSettings : ISettings
{
    /// <summary>So many failed requests in a row, 1 to 1000. A connection that cannot be made is enough alone.</summary>
    public int ConsecutiveFailures { get; init; } = 5;

    /// <summary>How long the first time, 100 ms to 10 minutes. Twice as long each further time.</summary>
    public TimeSpan BaseTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest time, and how long to stay in for an ejection to be forgotten, up to 1 hour.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// No more than this share of a cluster is out at once, 0 to 100 %. A connection that cannot be made does not ask.
    /// </summary>
    public int MaxPercent { get; init; } = 50;

    /// <summary>Out if its mean latency is this many times the median of the others', 1.5 to 1000; 0 for never.</summary>
    public double LatencyFactor { get; init; } = 10;

    /// <summary>A latency below this is never too long, 1 ms to 1 minute.</summary>
    public TimeSpan MinLatency { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Latency is judged by this many requests at least, within 10 s, 10 to 1,000,000.</summary>
    public int MinRequests { get; init; } = 100;

    public IEnumerable<SettingProblem> Validate() =>
    [
        .. SettingRules.Range(nameof(ConsecutiveFailures), ConsecutiveFailures, 1, 1000),
        .. SettingRules.Range(nameof(BaseTime), BaseTime, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)),
        .. SettingRules.Range(nameof(MaxTime), MaxTime, BaseTime, TimeSpan.FromHours(1)),
        .. SettingRules.Range(nameof(MaxPercent), MaxPercent, 0, 100),
        .. LatencyFactor == 0 ? [] : SettingRules.Range(nameof(LatencyFactor), LatencyFactor, 1.5, 1000),
        .. SettingRules.Range(nameof(MinLatency), MinLatency, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1)),
        .. SettingRules.Range(nameof(MinRequests), MinRequests, 10, 1_000_000),
    ];
}
