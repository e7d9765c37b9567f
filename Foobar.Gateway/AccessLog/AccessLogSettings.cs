using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.AccessLog;

/// <summary>Which of the site's requests are logged, in the category <c>Foobar.Gateway.AccessLog</c>.</summary>
internal sealed record AccessLogSettings : ISettings
{
    /// <summary><c>Off</c>, <c>Sampled</c> (with all that were answered 5xx) or <c>All</c>.</summary>
    public AccessLogMode Mode { get; init; } = AccessLogMode.Sampled;

    /// <summary>The share that is logged when sampled, 0 to 1.</summary>
    public double SampleRate { get; init; } = 0.01;

    public IEnumerable<SettingProblem> Validate() => SettingRules.Range(nameof(SampleRate), SampleRate, 0, 1);
}
