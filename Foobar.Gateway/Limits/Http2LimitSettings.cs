using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Limits;

/// <summary>
/// Limits of HTTP/2 connections (RFC 9113, section 6.5.2). Against who opens and resets streams without end (CVE-2023-44487)
/// Kestrel has its own: it counts those that are still being cleared up, and closes the connection.
/// </summary>
internal sealed record Http2LimitSettings
{
    private const int KiB = 1024;

    /// <summary>Requests in progress on a connection, 1 to 1000 (SETTINGS_MAX_CONCURRENT_STREAMS).</summary>
    public int MaxStreamsPerConnection { get; init; } = 100;

    /// <summary>One field, name and value, 1 KiB to 256 KiB; the sum is bound by <c>MaxRequestHeadersBytes</c>.</summary>
    public int MaxHeaderFieldBytes { get; init; } = 16 * KiB;

    /// <summary>What is kept of a connection's fields to compress them, 0 to 64 KiB (SETTINGS_HEADER_TABLE_SIZE).</summary>
    public int HeaderTableBytes { get; init; } = 4 * KiB;

    /// <summary>One frame, 16 KiB to 1 MiB (SETTINGS_MAX_FRAME_SIZE).</summary>
    public int MaxFrameBytes { get; init; } = 16 * KiB;

    /// <summary>An idle connection is asked for a sign of life after this long, 1 s to 1 hour; 0 for never.</summary>
    public TimeSpan KeepAlivePingDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>And closed if there is none for this long, 1 s to 1 hour.</summary>
    public TimeSpan KeepAlivePingTimeout { get; init; } = TimeSpan.FromSeconds(20);

    public IEnumerable<SettingProblem> Validate() =>
    [
        .. SettingRules.Range(nameof(MaxStreamsPerConnection), MaxStreamsPerConnection, 1, 1000),
        .. SettingRules.Range(nameof(MaxHeaderFieldBytes), MaxHeaderFieldBytes, KiB, 256 * KiB),
        .. SettingRules.Range(nameof(HeaderTableBytes), HeaderTableBytes, 0, 64 * KiB),
        .. SettingRules.Range(nameof(MaxFrameBytes), MaxFrameBytes, 16 * KiB, 1024 * KiB),
        .. KeepAlivePingDelay == TimeSpan.Zero
            ? []
            : SettingRules.Range(nameof(KeepAlivePingDelay), KeepAlivePingDelay, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        .. SettingRules.Range(nameof(KeepAlivePingTimeout), KeepAlivePingTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
    ];
}
