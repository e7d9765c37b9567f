using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.LoadBalancing;

/// <summary>Two by chance, and of these the one with fewer requests in progress for its weight (Mitzenmacher, 2001).</summary>
internal sealed class PowerOfTwoChoicesLoadBalancingPolicy(DestinationWeights weights) : ILoadBalancingPolicy
{
    public string Name => LoadBalancingPolicies.PowerOfTwoChoices;

    public DestinationState? PickDestination(
        HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations)
    {
        var set = weights.ToSet(availableDestinations);
        if (set.Count <= 1)
        {
            return set.Count == 0 ? null : set[0];
        }

        var first = Random.Shared.Next(set.Count);
        var second = Random.Shared.Next(set.Count - 1);
        if (second >= first)
        {
            second++;
        }

        return (weights.Load(set.Members[first]) <= weights.Load(set.Members[second]) ? set.Members[first] : set.Members[second]).State;
    }
}
