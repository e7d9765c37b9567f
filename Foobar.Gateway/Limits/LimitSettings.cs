using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Limits;

/// <summary>How much one client, and all together, may ask of the gateway. Read at the start only.</summary>
internal sealed record LimitSettings : ISettings
{
    private const int KiB = 1024;
    private const int MiB = 1024 * 1024;

    /// <summary>Connections open at once, 1 to 1,000,000; further ones are closed at once (HAProxy's <c>maxconn</c>).</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>A request line (method, target and version), 256 bytes to 64 KiB; else 414.</summary>
    public int MaxRequestLineBytes { get; init; } = 8 * KiB;

    /// <summary>All fields of a request, 1 KiB to 1 MiB; else 431.</summary>
    public int MaxRequestHeadersBytes { get; init; } = 32 * KiB;

    /// <summary>Fields of a request, 10 to 1000; else 431.</summary>
    public int MaxHeaderCount { get; init; } = 100;

    /// <summary>
    /// A request's body, 0 to 1 GiB; else 413. As the web servers': one that refuses in the middle of a body breaks the
    /// connection, which looks like its failure.
    /// </summary>
    public int MaxBodyBytes { get; init; } = 16 * KiB;

    /// <summary>From the first byte of a request to the end of its fields, 1 s to 5 minutes; else 408 (against Slowloris).</summary>
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection may be idle, 1 s to 1 hour. Longer than browsers hold theirs, so that these close first.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>Clients must send and take bodies at this rate, 1 to 1,000,000 bytes a second; 0 for no limit. Else 408.</summary>
    public int MinBodyBytesPerSecond { get; init; } = 240;

    /// <summary>For so long at first they may be slower, 2 s to 5 minutes.</summary>
    public TimeSpan MinBodyRateGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Requests in progress, 1 to 1,000,000; 0 for no limit. Health probes do not count.</summary>
    public int MaxConcurrentRequests { get; init; }

    /// <summary>So many more wait until one is done, 0 to 1,000,000; else 503.</summary>
    public int MaxQueuedRequests { get; init; } = 1000;

    /// <summary>They wait so long at most, 10 ms to 1 minute; then 503.</summary>
    public TimeSpan QueueTimeout { get; init; } = TimeSpan.FromSeconds(2);

    public Http2LimitSettings Http2 { get; init; } = new();

    public IEnumerable<SettingProblem> Validate() =>
    [
        .. SettingRules.Range(nameof(MaxConnections), MaxConnections, 1, 1_000_000),
        .. SettingRules.Range(nameof(MaxRequestLineBytes), MaxRequestLineBytes, 256, 64 * KiB),
        .. SettingRules.Range(nameof(MaxRequestHeadersBytes), MaxRequestHeadersBytes, KiB, MiB),
        .. SettingRules.Range(nameof(MaxHeaderCount), MaxHeaderCount, 10, 1000),
        .. SettingRules.Range(nameof(MaxBodyBytes), MaxBodyBytes, 0, 1024 * MiB),
        .. SettingRules.Range(nameof(HeadersTimeout), HeadersTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
        .. SettingRules.Range(nameof(KeepAliveTimeout), KeepAliveTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        .. SettingRules.Range(nameof(MinBodyBytesPerSecond), MinBodyBytesPerSecond, 0, 1_000_000),
        .. SettingRules.Range(nameof(MinBodyRateGrace), MinBodyRateGrace, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5)),
        .. SettingRules.Range(nameof(MaxConcurrentRequests), MaxConcurrentRequests, 0, 1_000_000),
        .. SettingRules.Range(nameof(MaxQueuedRequests), MaxQueuedRequests, 0, 1_000_000),
        .. SettingRules.Range(nameof(QueueTimeout), QueueTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)),
        .. Http2.Validate().Select(problem => problem.Below(nameof(Http2))),
    ];
}
