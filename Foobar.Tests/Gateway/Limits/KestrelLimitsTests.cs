using Foobar.Gateway.Limits;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Foobar.Tests.Gateway.Limits;

public sealed class KestrelLimitsTests
{
    [Fact]
    public void Apply_Settings_AreKestrels()
    {
        var kestrel = new KestrelServerLimits();

        kestrel.Apply(new LimitSettings
        {
            MaxConnections = 11,
            MaxRequestLineBytes = 512,
            MaxRequestHeadersBytes = 2048,
            MaxHeaderCount = 12,
            MaxBodyBytes = 13,
            HeadersTimeout = TimeSpan.FromSeconds(14),
            KeepAliveTimeout = TimeSpan.FromSeconds(15),
            MinBodyBytesPerSecond = 16,
            MinBodyRateGrace = TimeSpan.FromSeconds(17),
            Http2 = new Http2LimitSettings { MaxStreamsPerConnection = 18, KeepAlivePingDelay = TimeSpan.Zero },
        });

        Assert.Equal((11, 11), (kestrel.MaxConcurrentConnections, kestrel.MaxConcurrentUpgradedConnections));
        Assert.Equal((512, 2048, 12), (kestrel.MaxRequestLineSize, kestrel.MaxRequestHeadersTotalSize, kestrel.MaxRequestHeaderCount));
        Assert.Equal(13, kestrel.MaxRequestBodySize);
        Assert.Equal((TimeSpan.FromSeconds(14), TimeSpan.FromSeconds(15)), (kestrel.RequestHeadersTimeout, kestrel.KeepAliveTimeout));
        Assert.Equal((16, TimeSpan.FromSeconds(17)), (kestrel.MinRequestBodyDataRate!.BytesPerSecond, kestrel.MinRequestBodyDataRate.GracePeriod));
        Assert.Equal(16, kestrel.MinResponseDataRate!.BytesPerSecond);
        Assert.Equal((18, TimeSpan.MaxValue), (kestrel.Http2.MaxStreamsPerConnection, kestrel.Http2.KeepAlivePingDelay));
    }

    [Theory]
    [InlineData(256, 1024, 10, 0)]
    [InlineData(64 * 1024, 1024 * 1024, 1000, 1024 * 1024 * 1024)]
    public void Apply_EndsOfTheRanges_AreTakenByKestrel(int line, int headers, int count, int body)
    {
        var settings = new LimitSettings
        {
            MaxRequestLineBytes = line,
            MaxRequestHeadersBytes = headers,
            MaxHeaderCount = count,
            MaxBodyBytes = body,
            MinBodyBytesPerSecond = 0,
            Http2 = new Http2LimitSettings { HeaderTableBytes = 0, MaxHeaderFieldBytes = 1024, MaxFrameBytes = 1024 * 1024 },
        };
        var kestrel = new KestrelServerLimits();

        kestrel.Apply(settings);

        Assert.Empty(settings.Validate());
        Assert.Null(kestrel.MinRequestBodyDataRate);
        Assert.True(kestrel.MaxRequestBufferSize >= line + headers);
    }
}
