using Foobar.Gateway.Addresses;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.RateLimiting;

/// <summary>How many requests are passed on, as each gateway counts for itself. Health probes are not counted.</summary>
internal sealed record RateLimitSettings : ISettings
{
    /// <summary>
    /// Where a proxy stands before the gateway on the same machine, loopback is everybody; and so come tests and benchmarks.
    /// </summary>
    public static readonly IReadOnlyList<string> DefaultExempt = ["127.0.0.0/8", "::1/128"];

    /// <summary>
    /// For each client: an IPv4 address, or the first 64 bits of an IPv6 address. The default is for nobody to meet who
    /// browses, not even the thousands that a provider hides behind one IPv4 address, and bounds what one machine can do.
    /// </summary>
    public TokenBucketSettings PerClient { get; init; } = new() { TokensPerSecond = 1000, Burst = 5000 };

    /// <summary>For all clients together; no limit unless set. What a client's own limit refuses does not count here.</summary>
    public TokenBucketSettings Global { get; init; } = new();

    /// <summary>Networks whose clients have no limit of their own; <see cref="DefaultExempt"/> if there is no such setting.</summary>
    public IReadOnlyList<string>? Exempt { get; init; }

    public IEnumerable<SettingProblem> Validate() =>
    [
        .. PerClient.Validate().Select(problem => problem.Below(nameof(PerClient))),
        .. Global.Validate().Select(problem => problem.Below(nameof(Global))),
        .. CidrNotation.Validate(nameof(Exempt), Exempt ?? []),
    ];
}
