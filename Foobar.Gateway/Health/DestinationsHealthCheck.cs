using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.Health;

/// <summary>
/// Degraded while a server behind the gateway is out. Never unhealthy: taking the gateway out as well helps nobody, since
/// it is what tells the clients to try again.
/// </summary>
internal sealed class DestinationsHealthCheck(IProxyStateLookup proxy) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>();
        var complete = true;
        foreach (var cluster in proxy.GetClusters())
        {
            // Not AvailableDestinations: those are all servers when none is healthy.
            var destinations = cluster.DestinationsState.AllDestinations;
            var available = destinations.Count(destination => destination.Health
                is not { Active: DestinationHealth.Unhealthy } and not { Passive: DestinationHealth.Unhealthy });
            complete &= available == destinations.Count;
            data[cluster.ClusterId] = $"{available} of {destinations.Count} servers available";
        }

        return Task.FromResult(complete
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Degraded("A server behind the gateway is not available.", data: data));
    }
}
