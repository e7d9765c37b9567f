using Foobar.Gateway.Destinations;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.LoadBalancing;

/// <summary>A policy that chooses among several destinations, and is asked only where there are several.</summary>
internal abstract class DestinationSetPolicy(string name, DestinationWeights weights) : ILoadBalancingPolicy
{
    public string Name => name;

    protected DestinationWeights Weights => weights;

    public DestinationState? PickDestination(
        HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations)
    {
        var set = weights.ToSet(availableDestinations);
        return set.Count switch
        {
            0 => null,
            1 => set[0],
            _ => Pick(context, cluster, set).State,
        };
    }

    /// <param name="context">The request.</param>
    /// <param name="cluster">Whose destinations they are.</param>
    /// <param name="set">Two or more.</param>
    protected abstract GatewayDestination Pick(HttpContext context, ClusterState cluster, DestinationSet set);
}
