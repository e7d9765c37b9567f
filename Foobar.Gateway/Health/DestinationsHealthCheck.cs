using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yarp.ReverseProxy;

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
            var destinations = cluster.DestinationsState;
            var available = destinations.AvailableDestinations.Count;
            complete &= available == destinations.AllDestinations.Count;
            data[cluster.ClusterId] = $"{available} of {destinations.AllDestinations.Count} servers available";
        }

        return Task.FromResult(complete
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Degraded("A server behind the gateway is not available.", data: data));
    }
}
