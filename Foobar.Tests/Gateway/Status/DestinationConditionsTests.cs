using Foobar.Gateway.Configuration;
using Foobar.Gateway.Destinations;
using Foobar.Gateway.Status;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace Foobar.Tests.Gateway.Status;

public sealed class DestinationConditionsTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(DestinationHealth.Unknown, DestinationHealth.Unknown, "Ready", DestinationCondition.Up)]
    [InlineData(DestinationHealth.Healthy, DestinationHealth.Healthy, "Ready", DestinationCondition.Up)]
    [InlineData(DestinationHealth.Unhealthy, DestinationHealth.Healthy, "Ready", DestinationCondition.Down)]
    [InlineData(DestinationHealth.Healthy, DestinationHealth.Unhealthy, "Ready", DestinationCondition.Ejected)]
    [InlineData(DestinationHealth.Unhealthy, DestinationHealth.Unhealthy, "Ready", DestinationCondition.Down)]
    [InlineData(DestinationHealth.Unhealthy, DestinationHealth.Unhealthy, "Drain", DestinationCondition.Drain)]
    public void Of_HealthAndMode_IsWhatMattersMost(DestinationHealth active, DestinationHealth passive, string mode, DestinationCondition expected)
    {
        var destination = Destination(mode);
        (destination.State.Health.Active, destination.State.Health.Passive) = (active, passive);

        Assert.Equal(expected, Conditions().Of(destination));
    }

    [Fact]
    public void Of_OneThatCameBack_IsWarmingForTheTimeOfTheSlowStart()
    {
        var destination = Destination("Ready");
        var conditions = Conditions();
        destination.Set(available: false, warming: true, _time);
        destination.Set(available: true, warming: true, _time);

        Assert.Equal(DestinationCondition.Warming, conditions.Of(destination));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(DestinationCondition.Up, conditions.Of(destination));
    }

    private DestinationConditions Conditions()
    {
        // A fake clock begins at 0, which stands for never.
        _time.Advance(TimeSpan.FromSeconds(1));
        return new DestinationConditions(new GatewayConfiguration(new ConfigurationManager()), _time);
    }

    private static GatewayDestination Destination(string mode) => new(new DestinationState("web-1", new DestinationModel(new DestinationConfig
    {
        Address = "http://web-1",
        Metadata = new Dictionary<string, string> { ["Mode"] = mode },
    })));
}
