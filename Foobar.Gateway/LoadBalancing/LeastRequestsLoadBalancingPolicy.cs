using Foobar.Gateway.Destinations;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.LoadBalancing;

/// <summary>The one with the fewest requests in progress for its weight; among those alike, one after the other.</summary>
internal sealed class LeastRequestsLoadBalancingPolicy(DestinationWeights weights)
    : DestinationSetPolicy(LoadBalancingPolicies.LeastRequests, weights)
{
    private uint _start = uint.MaxValue;

    protected override GatewayDestination Pick(HttpContext context, ClusterState cluster, DestinationSet set)
    {
        // Looked at from another one each time: while all are idle, the first would otherwise take everything.
        var start = Interlocked.Increment(ref _start);
        GatewayDestination? least = null;
        var leastLoad = double.MaxValue;
        for (var i = 0u; i < set.Count; i++)
        {
            var destination = set.Members[(int)((start + i) % (uint)set.Count)];
            var load = Weights.Load(destination);
            if (load < leastLoad)
            {
                (least, leastLoad) = (destination, load);
            }
        }

        return least!;
    }
}
