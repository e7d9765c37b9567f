using Foobar.Gateway.Retries;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.Health;

/// <summary>
/// Takes a destination out at the first connection that cannot be made, until the reactivation period has passed.
/// </summary>
/// <remarks>
/// Only that failure counts. A connection broken later may be the request's own doing, and a client must not be able to
/// take out every server by sending it.
/// </remarks>
internal sealed class ConnectFailureHealthPolicy(IDestinationHealthUpdater healthUpdater) : IPassiveHealthCheckPolicy
{
    private static readonly TimeSpan s_defaultReactivationPeriod = TimeSpan.FromSeconds(2);

    public string Name => "ConnectFailure";

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (context.Features.Get<IForwarderErrorFeature>() is { } error && error.IsConnectFailure())
        {
            var reactivationPeriod = cluster.Model.Config.HealthCheck?.Passive?.ReactivationPeriod;
            healthUpdater.SetPassive(
                cluster, destination, DestinationHealth.Unhealthy, reactivationPeriod ?? s_defaultReactivationPeriod);
        }
    }
}
