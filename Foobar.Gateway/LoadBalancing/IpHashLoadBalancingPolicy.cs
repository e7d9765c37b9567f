using System.Net;
using Foobar.Gateway.Addresses;
using Foobar.Gateway.Destinations;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.LoadBalancing;

/// <summary>
/// The same destination for the same client address, whichever gateway asks: weighted rendezvous hashing (Thaler and
/// Ravishankar, 1998), so that only the clients of a destination that leaves go elsewhere.
/// </summary>
/// <remarks>Slow start has no say here: it would move clients away from where they are and back.</remarks>
internal sealed class IpHashLoadBalancingPolicy(DestinationWeights weights) : DestinationSetPolicy("IpHash", weights)
{
    protected override GatewayDestination Pick(HttpContext context, ClusterState cluster, DestinationSet set) =>
        Pick(ClientKey(context.Connection.RemoteIpAddress), set);

    internal static GatewayDestination Pick(ulong client, DestinationSet set)
    {
        GatewayDestination? best = null;
        var bestScore = double.NegativeInfinity;
        foreach (var destination in set.Members)
        {
            var score = destination.Settings.Weight / -Math.Log(ToUnit(Mix(client ^ destination.IdHash)));
            if (score > bestScore)
            {
                (best, bestScore) = (destination, score);
            }
        }

        return best!;
    }

    internal static ulong ClientKey(IPAddress? address) => address is null ? 0 : Mix(AddressKey.Client(address));

    // SplitMix64's finalizer (Steele, Lea and Flood, 2014): every bit of the input decides on every bit of the result.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>Greater than 0 and less than 1, from the 53 bits that a double has.</summary>
    private static double ToUnit(ulong hash) => ((hash >> 11) + 0.5) * (1.0 / (1ul << 53));
}
