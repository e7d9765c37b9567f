using Foobar.Gateway.AccessLog;
using Foobar.Gateway.Discovery;
using Foobar.Gateway.Firewall;
using Foobar.Gateway.Forwarding;
using Foobar.Gateway.Health;
using Foobar.Gateway.Limits;
using Foobar.Gateway.LoadBalancing;
using Foobar.Gateway.Management;
using Foobar.Gateway.RateLimiting;
using Foobar.Gateway.Redirects;
using Foobar.Gateway.ResponseHeaders;
using Foobar.Gateway.Retries;
using Foobar.Gateway.Tls;

namespace Foobar.Gateway.Configuration;

/// <summary>
/// The section <c>Gateway</c>: what the gateway adds to YARP, one property a feature. What YARP itself has (routes, clusters,
/// destinations, the load balancing policy, probes) stays in its section <c>ReverseProxy</c>.
/// </summary>
internal sealed record GatewaySettings
{
    public const string Section = "Gateway";

    public AccessLogSettings AccessLog { get; init; } = new();

    public ActivePassiveSettings ActivePassive { get; init; } = new();

    public DiscoverySettings Discovery { get; init; } = new();

    public EjectionSettings Ejection { get; init; } = new();

    public FirewallSettings Firewall { get; init; } = new();

    public HstsSettings Hsts { get; init; } = new();

    public LimitSettings Limits { get; init; } = new();

    public ManagementSettings Management { get; init; } = new();

    /// <summary>
    /// Where operator commands keep what they change: a JSON file that is read after all other configuration, by every gateway
    /// that has it. Relative to the content root; read at the start only. None: there are no commands.
    /// </summary>
    public string? OverridesFile { get; init; }

    public ProbeSettings Probe { get; init; } = new();

    public RateLimitSettings RateLimit { get; init; } = new();

    public RedirectSettings Redirects { get; init; } = new();

    public ResponseHeaderSettings ResponseHeaders { get; init; } = new();

    public RetrySettings Retry { get; init; } = new();

    public SlowStartSettings SlowStart { get; init; } = new();

    public TlsSettings Tls { get; init; } = new();

    public TrustedProxies TrustedProxies { get; init; } = [];

    /// <summary>What is wrong in any part, with the whole key of each setting.</summary>
    public IEnumerable<SettingProblem> Validate() => Parts()
        .SelectMany(part => part.Settings.Validate().Select(problem => problem.Below($"{Section}:{part.Name}")));

    private IEnumerable<(string Name, ISettings Settings)> Parts() =>
    [
        (nameof(AccessLog), AccessLog),
        (nameof(ActivePassive), ActivePassive),
        (nameof(Discovery), Discovery),
        (nameof(Ejection), Ejection),
        (nameof(Firewall), Firewall),
        (nameof(Hsts), Hsts),
        (nameof(Limits), Limits),
        (nameof(Management), Management),
        (nameof(Probe), Probe),
        (nameof(RateLimit), RateLimit),
        (nameof(Redirects), Redirects),
        (nameof(ResponseHeaders), ResponseHeaders),
        (nameof(Retry), Retry),
        (nameof(SlowStart), SlowStart),
        (nameof(Tls), Tls),
        (nameof(TrustedProxies), TrustedProxies),
    ];
}
