using Foobar.Gateway.Destinations;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.LoadBalancing;

/// <summary>Any of them, in proportion to their weights.</summary>
internal sealed class RandomLoadBalancingPolicy(DestinationWeights weights)
    : DestinationSetPolicy(LoadBalancingPolicies.Random, weights)
{
    protected override GatewayDestination Pick(HttpContext context, ClusterState cluster, DestinationSet set)
    {
        if (Weights.AreEven(set))
        {
            return set.Members[Random.Shared.Next(set.Count)];
        }

        var total = 0.0;
        foreach (var destination in set.Members)
        {
            total += Weights[destination];
        }

        var point = Random.Shared.NextDouble() * total;
        foreach (var destination in set.Members)
        {
            point -= Weights[destination];
            if (point < 0)
            {
                return destination;
            }
        }

        // Weights that grew meanwhile left nothing over.
        return set.Members[^1];
    }
}
