using Foobar.Gateway.Health;
using Foobar.Gateway.LoadBalancing;
using Foobar.Gateway.Redirects;
using Foobar.Gateway.Retries;
using Foobar.Gateway.Tls;
using Foobar.Gateway.Transport;

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

    public HstsSettings Hsts { get; init; } = new();

    public ProbeSettings Probe { get; init; } = new();

    public RedirectSettings Redirects { get; init; } = new();

    public RetrySettings Retry { get; init; } = new();

    public SlowStartSettings SlowStart { get; init; } = new();

    public TlsSettings Tls { get; init; } = new();

    public TransportSettings Transport { get; init; } = new();

    /// <summary>What is wrong in any part, with the whole key of each setting.</summary>
    public IEnumerable<SettingProblem> Validate() => Parts()
        .SelectMany(part => part.Settings.Validate().Select(problem => problem.Below($"{Section}:{part.Name}")));

    private IEnumerable<(string Name, ISettings Settings)> Parts() =>
    [
        (nameof(ActivePassive), ActivePassive),
        (nameof(Ejection), Ejection),
        (nameof(Hsts), Hsts),
        (nameof(Probe), Probe),
        (nameof(Redirects), Redirects),
        (nameof(Retry), Retry),
        (nameof(SlowStart), SlowStart),
        (nameof(Tls), Tls),
        (nameof(Transport), Transport),
    ];
}
