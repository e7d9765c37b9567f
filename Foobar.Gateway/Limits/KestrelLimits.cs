using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Foobar.Gateway.Limits;

internal static class KestrelLimits
{
    /// <summary>Kestrel itself keeps what <see cref="LimitSettings"/> say of connections and single requests.</summary>
    public static void Apply(this KestrelServerLimits kestrel, LimitSettings settings)
    {
        var rate = settings.MinBodyBytesPerSecond == 0
            ? null
            : new MinDataRate(settings.MinBodyBytesPerSecond, settings.MinBodyRateGrace);

        kestrel.MaxConcurrentConnections = settings.MaxConnections;
        kestrel.MaxConcurrentUpgradedConnections = settings.MaxConnections;
        kestrel.MaxRequestLineSize = settings.MaxRequestLineBytes;
        kestrel.MaxRequestHeadersTotalSize = settings.MaxRequestHeadersBytes;
        kestrel.MaxRequestHeaderCount = settings.MaxHeaderCount;
        kestrel.MaxRequestBodySize = settings.MaxBodyBytes;
        kestrel.RequestHeadersTimeout = settings.HeadersTimeout;
        kestrel.KeepAliveTimeout = settings.KeepAliveTimeout;
        kestrel.MinRequestBodyDataRate = rate;
        kestrel.MinResponseDataRate = rate;

        // Kestrel's buffer must hold a request line; its own default is more than enough for the usual one.
        kestrel.MaxRequestBufferSize = Math.Max(kestrel.MaxRequestBufferSize ?? 0, settings.MaxRequestHeadersBytes + settings.MaxRequestLineBytes);

        kestrel.Http2.MaxStreamsPerConnection = settings.Http2.MaxStreamsPerConnection;
        kestrel.Http2.MaxRequestHeaderFieldSize = settings.Http2.MaxHeaderFieldBytes;
        kestrel.Http2.HeaderTableSize = settings.Http2.HeaderTableBytes;
        kestrel.Http2.MaxFrameSize = settings.Http2.MaxFrameBytes;
        kestrel.Http2.KeepAlivePingDelay = settings.Http2.KeepAlivePingDelay == TimeSpan.Zero
            ? TimeSpan.MaxValue
            : settings.Http2.KeepAlivePingDelay;
        kestrel.Http2.KeepAlivePingTimeout = settings.Http2.KeepAlivePingTimeout;
    }
}
