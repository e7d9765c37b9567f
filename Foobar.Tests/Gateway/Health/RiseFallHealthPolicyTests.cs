using Foobar.Gateway.Health;
using Yarp.ReverseProxy.Model;

namespace Foobar.Tests.Gateway.Health;

public sealed class RiseFallHealthPolicyTests
{
    private static readonly ProbeSettings s_settings = new() { Rise = 2, Fall = 3 };

    [Theory]
    [InlineData(DestinationHealth.Unknown, true, 1, DestinationHealth.Healthy)]
    [InlineData(DestinationHealth.Unknown, false, 1, DestinationHealth.Unknown)]
    [InlineData(DestinationHealth.Unknown, false, 3, DestinationHealth.Unhealthy)]
    [InlineData(DestinationHealth.Healthy, false, 2, DestinationHealth.Healthy)]
    [InlineData(DestinationHealth.Healthy, false, 3, DestinationHealth.Unhealthy)]
    [InlineData(DestinationHealth.Unhealthy, true, 1, DestinationHealth.Unhealthy)]
    [InlineData(DestinationHealth.Unhealthy, true, 2, DestinationHealth.Healthy)]
    public void Decide_ProbesInARow_RiseAndFall(DestinationHealth now, bool isGood, int inARow, DestinationHealth expected)
    {
        var probe = new ProbeRecord(DateTimeOffset.UnixEpoch, isGood, inARow, "");

        Assert.Equal(expected, RiseFallHealthPolicy.Decide(now, probe, drains: false, s_settings));
    }

    [Fact]
    public void Decide_ServerDrains_IsOutAtOnce()
    {
        var probe = new ProbeRecord(DateTimeOffset.UnixEpoch, IsGood: false, InARow: 1, "503");

        Assert.Equal(DestinationHealth.Unhealthy, RiseFallHealthPolicy.Decide(DestinationHealth.Healthy, probe, drains: true, s_settings));
    }
}
