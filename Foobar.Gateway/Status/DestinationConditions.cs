using Foobar.Gateway.Configuration;
using Foobar.Gateway.Destinations;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.Status;

/// <summary>Says what a destination is doing now.</summary>
internal sealed class DestinationConditions(GatewayConfiguration configuration, TimeProvider time)
{
    public DestinationCondition Of(GatewayDestination destination) =>
        destination.Settings.Mode == DestinationMode.Drain ? DestinationCondition.Drain
        : destination.State.Health.Active == DestinationHealth.Unhealthy ? DestinationCondition.Down
        : destination.State.Health.Passive == DestinationHealth.Unhealthy ? DestinationCondition.Ejected
        : IsWarming(destination.WarmingSince) ? DestinationCondition.Warming
        : DestinationCondition.Up;

    private bool IsWarming(long since) => since != 0 && time.GetElapsedTime(since) < configuration.Current.SlowStart.Duration;
}
