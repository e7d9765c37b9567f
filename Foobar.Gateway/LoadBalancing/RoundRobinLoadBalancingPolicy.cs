using System.Runtime.CompilerServices;
using Foobar.Gateway.Destinations;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.LoadBalancing;

/// <summary>One after the other; with weights, each as often as its weight says and well spread (nginx's smooth algorithm).</summary>
internal sealed class RoundRobinLoadBalancingPolicy(DestinationWeights weights)
    : DestinationSetPolicy(LoadBalancingPolicies.RoundRobin, weights)
{
    private readonly ConditionalWeakTable<ClusterState, Turn> _turns = [];

    protected override GatewayDestination Pick(HttpContext context, ClusterState cluster, DestinationSet set)
    {
        var turn = _turns.GetOrCreateValue(cluster);
        return Weights.AreEven(set) ? set.Members[turn.Next(set.Count)] : turn.NextByWeight(set, Weights);
    }

    private sealed class Turn
    {
        private readonly Lock _lock = new();
        private readonly ConditionalWeakTable<GatewayDestination, Credit> _credits = [];
        private uint _count = uint.MaxValue;

        public int Next(int count) => (int)(Interlocked.Increment(ref _count) % (uint)count);

        // All earn their weight; who has most is picked and pays for all.
        public GatewayDestination NextByWeight(DestinationSet set, DestinationWeights weights)
        {
            lock (_lock)
            {
                var total = 0.0;
                GatewayDestination? best = null;
                Credit? bestCredit = null;
                foreach (var destination in set.Members)
                {
                    var weight = weights[destination];
                    var credit = _credits.GetOrCreateValue(destination);
                    credit.Value += weight;
                    total += weight;
                    if (bestCredit is null || credit.Value > bestCredit.Value)
                    {
                        (best, bestCredit) = (destination, credit);
                    }
                }

                bestCredit!.Value -= total;
                return best!;
            }
        }
    }

    private sealed class Credit
    {
        public double Value { get; set; }
    }
}
