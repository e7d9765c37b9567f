using Foobar.Gateway.Configuration;
using Foobar.Gateway.Destinations;
using Foobar.Gateway.Statistics;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.Health;

/// <summary>Takes a destination out for a while when its requests say that something is wrong with it.</summary>
internal sealed partial class OutlierEjector(
    GatewayConfiguration configuration,
    DestinationCatalog catalog,
    IDestinationHealthUpdater updater,
    TimeProvider time,
    ILogger<OutlierEjector> logger)
{
    /// <summary>How far back the judgement of latencies looks.</summary>
    public const int JudgedSeconds = 10;

    /// <summary>Counts how a request to a destination ended, and draws the conclusion.</summary>
    public void Observe(ClusterState cluster, GatewayDestination destination, AttemptOutcome outcome)
    {
        switch (outcome)
        {
            case AttemptOutcome.Success:
                destination.ForgetFailures();
                break;

            case AttemptOutcome.NotConnected:
                // Nobody else would fare better, so the cap does not ask: with all of them out, all are tried again.
                Eject(cluster, destination, "no connection could be made");
                break;

            case AttemptOutcome.Failed:
                var failures = destination.CountFailure();
                if (failures >= configuration.Current.Ejection.ConsecutiveFailures && MayEject(cluster))
                {
                    Eject(cluster, destination, $"{failures} requests in a row failed");
                }

                break;
        }
    }

    /// <summary>Takes out those that are much slower than the others.</summary>
    public void JudgeLatencies(ClusterState cluster)
    {
        var settings = configuration.Current.Ejection;
        var destinations = cluster.DestinationsState.AllDestinations.Select(state => catalog[state]).ToArray();
        var latencies = destinations
            .Select(destination => LatencyHistogram.Sum(destination.Statistics.History.Window(JudgedSeconds, time).Latencies))
            .ToArray();
        if (LatencyOutlier.Find(latencies, settings) is { } index && destinations[index].CanServe && MayEject(cluster))
        {
            Eject(cluster, destinations[index], $"its requests took {latencies[index].Mean.TotalMilliseconds:0} ms in the mean");
        }
    }

    private bool MayEject(ClusterState cluster)
    {
        var all = cluster.DestinationsState.AllDestinations;
        var ejected = all.Count(destination => destination.Health.Passive == DestinationHealth.Unhealthy);
        return (ejected + 1) * 100 <= all.Count * configuration.Current.Ejection.MaxPercent;
    }

    private void Eject(ClusterState cluster, GatewayDestination destination, string reason)
    {
        var now = time.GetUtcNow();
        if (destination.TryEject(now, reason, configuration.Current.Ejection) is { } ejection)
        {
            LogEjected(destination.Id, cluster.ClusterId, ejection.Until - now, reason);
            updater.SetPassive(cluster, destination.State, DestinationHealth.Unhealthy, ejection.Until - now);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Destination} of {Cluster} gets no requests for {Time}: {Reason}")]
    private partial void LogEjected(string destination, string cluster, TimeSpan time, string reason);
}
