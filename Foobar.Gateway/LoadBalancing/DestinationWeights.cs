using System.Diagnostics;
using Foobar.Gateway.Configuration;
using Foobar.Gateway.Destinations;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.LoadBalancing;

/// <summary>The weights of destinations as they are at this moment: what is configured, less while one is warming up.</summary>
internal sealed class DestinationWeights(GatewayConfiguration configuration, DestinationCatalog catalog, TimeProvider time)
{
    // As HAProxy's slowstart, which begins with a tenth.
    private const double FirstShare = 0.1;

    public DestinationSet ToSet(IReadOnlyList<DestinationState> available) =>
        available as DestinationSet ?? new DestinationSet([.. available.Select(state => catalog[state])]);

    /// <summary>Whether all count the same now, as nearly always.</summary>
    public bool AreEven(DestinationSet set) => set.IsEven && (set.WarmingSince == 0 || Share(set.WarmingSince) >= 1);

    public double this[GatewayDestination destination] => destination.Settings.Weight * Share(destination.WarmingSince);

    /// <summary>The requests in progress, with the one to come, for a weight of one.</summary>
    public double Load(GatewayDestination destination) => (destination.State.ConcurrentRequestCount + 1) / this[destination];

    private double Share(long warmingSince)
    {
        var duration = configuration.Current.SlowStart.Duration;
        if (warmingSince == 0 || duration == TimeSpan.Zero)
        {
            return 1;
        }

        var elapsed = time.GetElapsedTime(warmingSince);
        Debug.Assert(elapsed >= TimeSpan.Zero, "Timestamps are monotonic.");
        return elapsed >= duration ? 1 : FirstShare + ((1 - FirstShare) * (elapsed / duration));
    }
}
