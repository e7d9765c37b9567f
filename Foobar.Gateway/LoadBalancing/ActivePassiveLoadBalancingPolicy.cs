using System.Runtime.CompilerServices;
using Foobar.Gateway.Configuration;
using Foobar.Gateway.Destinations;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.LoadBalancing;

/// <summary>
/// All requests to the first by priority; to the next one while it is away, and back when it has been there for the hold
/// time, so that one that comes and goes does not take its clients with it each time.
/// </summary>
internal sealed class ActivePassiveLoadBalancingPolicy(
    DestinationWeights weights, GatewayConfiguration configuration, TimeProvider time) : ILoadBalancingPolicy
{
    private readonly ConditionalWeakTable<ClusterState, Active> _active = [];

    public string Name => "ActivePassive";

    public DestinationState? PickDestination(
        HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations)
    {
        var set = weights.ToSet(availableDestinations);
        var active = _active.GetOrCreateValue(cluster);
        var picked = Pick(set, active.Destination, time.GetUtcNow() - configuration.Current.ActivePassive.HoldTime);

        // The set of a second try lacks the one that failed, which need not be away.
        if (picked is not null && ReferenceEquals(cluster.DestinationsState.AvailableDestinations, availableDestinations))
        {
            active.Destination = picked;
        }

        return picked?.State;
    }

    /// <param name="set">Who may be picked.</param>
    /// <param name="active">Who has the requests until now.</param>
    /// <param name="settledBefore">Who has been there since before this moment may take over.</param>
    internal static GatewayDestination? Pick(DestinationSet set, GatewayDestination? active, DateTimeOffset settledBefore)
    {
        GatewayDestination? first = null;
        GatewayDestination? settled = null;
        foreach (var destination in set.Members)
        {
            first = Before(destination, first);
            if (destination == active || destination.Since <= settledBefore)
            {
                settled = Before(destination, settled);
            }
        }

        return settled ?? first;
    }

    private static GatewayDestination Before(GatewayDestination one, GatewayDestination? other) =>
        other is null
        || one.Settings.Priority < other.Settings.Priority
        || (one.Settings.Priority == other.Settings.Priority && string.CompareOrdinal(one.Id, other.Id) < 0)
            ? one
            : other;

    private sealed class Active
    {
        public GatewayDestination? Destination { get; set; }
    }
}
