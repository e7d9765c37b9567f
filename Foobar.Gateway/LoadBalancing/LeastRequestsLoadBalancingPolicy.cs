using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.LoadBalancing;

/// <summary>The one with the fewest requests in progress for its weight; among those alike, one after the other.</summary>
internal sealed class LeastRequestsLoadBalancingPolicy(DestinationWeights weights) : ILoadBalancingPolicy
{
    private uint _start = uint.MaxValue;

    public string Name => LoadBalancingPolicies.LeastRequests;

    public DestinationState? PickDestination(
        HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations)
    {
        var set = weights.ToSet(availableDestinations);
        if (set.Count <= 1)
        {
            return set.Count == 0 ? null : set[0];
        }

        // Looked at from another one each time: while all are idle, the first would otherwise take everything.
        var start = Interlocked.Increment(ref _start);
        DestinationState? least = null;
        var leastLoad = double.MaxValue;
        for (var i = 0u; i < set.Count; i++)
        {
            var destination = set.Members[(int)((start + i) % (uint)set.Count)];
            var load = weights.Load(destination);
            if (load < leastLoad)
            {
                (least, leastLoad) = (destination.State, load);
            }
        }

        return least;
    }
}
