using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.Destinations;

/// <summary>
/// Those that can serve. If none can, all that the operator lets: with no server healthy, as while the database is down,
/// a server's own answer says more than the gateway's.
/// </summary>
internal sealed class ServingDestinationsPolicy(DestinationCatalog catalog, TimeProvider time) : IAvailableDestinationsPolicy
{
    public string Name => "Serving";

    // YARP asks for one cluster at a time, and again with every change of health or configuration.
    public IReadOnlyList<DestinationState> GetAvailalableDestinations(
        ClusterConfig config, IReadOnlyList<DestinationState> allDestinations)
    {
        var all = allDestinations.Select(state => catalog[state]).ToArray();

        // The first to come have nobody who could spare them anything.
        var warming = all.Any(destination => destination.IsAvailable);
        foreach (var destination in all)
        {
            destination.Set(destination.CanServe, warming, time);
        }

        var serving = all.Where(destination => destination.IsAvailable).ToArray();
        return new DestinationSet(serving.Length > 0
            ? serving
            : [.. all.Where(destination => destination.Settings.Mode == DestinationMode.Ready)]);
    }
}
