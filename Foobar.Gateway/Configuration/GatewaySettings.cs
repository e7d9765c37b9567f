using Foobar.Gateway.Firewall;
using Foobar.Gateway.Forwarding;
using Foobar.Gateway.Health;
using Foobar.Gateway.Limits;
using Foobar.Gateway.LoadBalancing;
using Foobar.Gateway.RateLimiting;
using Foobar.Gateway.ResponseHeaders;
using Foobar.Gateway.Retries;

namespace Foobar.Gateway.Configuration;

/// <summary>
/// The section <c>Gateway</c>: what the gateway adds to YARP, one property a feature. What YARP itself has (routes, clusters,
/// destinations, the load balancing policy, probes) stays in its section <c>ReverseProxy</c>.
/// </summary>
internal sealed record GatewaySettings
{
    public const string Section = "Gateway";

    public ActivePassiveSettings ActivePassive { get; init; } = new();

    public EjectionSettings Ejection { get; init; } = new();

    public FirewallSettings Firewall { get; init; } = new();

    public LimitSettings Limits { get; init; } = new();

    public ProbeSettings Probe { get; init; } = new();

    public RateLimitSettings RateLimit { get; init; } = new();

    public ResponseHeaderSettings ResponseHeaders { get; init; } = new();

    public RetrySettings Retry { get; init; } = new();

    public SlowStartSettings SlowStart { get; init; } = new();

    public TrustedProxies TrustedProxies { get; init; } = [];

    /// <summary>What is wrong in any part, with the whole key of each setting.</summary>
    public IEnumerable<SettingProblem> Validate() => Parts()
        .SelectMany(part => part.Settings.Validate().Select(problem => problem.Below($"{Section}:{part.Name}")));

    private IEnumerable<(string Name, ISettings Settings)> Parts() =>
    [
        (nameof(ActivePassive), ActivePassive),
        (nameof(Ejection), Ejection),
        (nameof(Firewall), Firewall),
        (nameof(Limits), Limits),
        (nameof(Probe), Probe),
        (nameof(RateLimit), RateLimit),
        (nameof(ResponseHeaders), ResponseHeaders),
        (nameof(Retry), Retry),
        (nameof(SlowStart), SlowStart),
        (nameof(TrustedProxies), TrustedProxies),
    ];
}
