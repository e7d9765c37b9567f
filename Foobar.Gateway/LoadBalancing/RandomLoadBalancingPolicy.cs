using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.LoadBalancing;

/// <summary>Any of them, in proportion to their weights.</summary>
internal sealed class RandomLoadBalancingPolicy(DestinationWeights weights) : ILoadBalancingPolicy
{
    public string Name => LoadBalancingPolicies.Random;

    public DestinationState? PickDestination(
        HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations)
    {
        var set = weights.ToSet(availableDestinations);
        if (set.Count <= 1)
        {
            return set.Count == 0 ? null : set[0];
        }

        if (weights.AreEven(set))
        {
            return set[Random.Shared.Next(set.Count)];
        }

        var total = 0.0;
        foreach (var destination in set.Members)
        {
            total += weights[destination];
        }

        var point = Random.Shared.NextDouble() * total;
        foreach (var destination in set.Members)
        {
            point -= weights[destination];
            if (point < 0)
            {
                return destination.State;
            }
        }

        // Weights that grew meanwhile left nothing over.
        return set[^1];
    }
}
