using Foobar.Gateway.Destinations;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.LoadBalancing;

/// <summary>Two by chance, and of these the one with fewer requests in progress for its weight (Mitzenmacher, 2001).</summary>
internal sealed class PowerOfTwoChoicesLoadBalancingPolicy(DestinationWeights weights)
    : DestinationSetPolicy(LoadBalancingPolicies.PowerOfTwoChoices, weights)
{
    protected override GatewayDestination Pick(HttpContext context, ClusterState cluster, DestinationSet set)
    {
        var first = Random.Shared.Next(set.Count);
        var second = Random.Shared.Next(set.Count - 1);
        if (second >= first)
        {
            second++;
        }

        return Weights.Load(set.Members[first]) <= Weights.Load(set.Members[second]) ? set.Members[first] : set.Members[second];
    }
}
