using System.Diagnostics;
using System.Reflection;
using Foobar.Gateway.Configuration;
using Foobar.Gateway.Management.Commands;
using Foobar.Gateway.Statistics;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.Status;

/// <summary>Puts together what there is to know at this moment.</summary>
internal sealed class StatusReader(
    InstanceName instance,
    GatewayConfiguration configuration,
    IConfiguration source,
    OperatorCommands commands,
    IProxyStateLookup proxy,
    DestinationStatusReader destinations,
    FrontendStatistics frontend,
    ConnectionStatistics connections,
    TimeProvider time,
    OverridesFile? overrides = null)
{
    private static readonly string s_version =
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static readonly DateTimeOffset s_startedAt = Process.GetCurrentProcess().StartTime;

    public GatewayStatus Read()
    {
        var now = time.GetUtcNow();
        var clusters = proxy.GetClusters().OrderBy(cluster => cluster.ClusterId, StringComparer.OrdinalIgnoreCase).Select(ReadCluster).ToArray();
        var all = clusters.SelectMany(cluster => cluster.Destinations).ToArray();
        return new(
            instance.Value,
            s_version,
            now,
            s_startedAt.ToUniversalTime(),
            (now - s_startedAt).TotalSeconds,
            new(configuration.LoadedAt, configuration.Problem, overrides?.Path, source.Overrides() is { HasValues: true }, commands.Obstacle),
            new(connections.Current, connections.Total),
            new(
                all.Sum(destination => destination.Requests.Active),
                all.Sum(destination => destination.Requests.PerSecond),
                frontend.Total,
                Enumerable.Range(1, 5).ToDictionary(statusClass => $"{statusClass}xx", statusClass => frontend[statusClass])),
            clusters);
    }

    private ClusterStatus ReadCluster(ClusterState cluster)
    {
        var configured = configuration.ProxySection.GetSection($"Clusters:{cluster.ClusterId}:Destinations").GetChildren()
            .Select(section => section.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var read = cluster.DestinationsState.AllDestinations
            .OrderBy(state => state.DestinationId, StringComparer.OrdinalIgnoreCase)
            .Select(state => destinations.Read(state, configured.Contains(state.DestinationId)))
            .ToArray();
        return new(
            cluster.ClusterId,
            // YARP's own default.
            cluster.Model.Config.LoadBalancingPolicy ?? LoadBalancingPolicies.PowerOfTwoChoices,
            read.Count(destination => destination.State is DestinationCondition.Up or DestinationCondition.Warming),
            read);
    }
}
