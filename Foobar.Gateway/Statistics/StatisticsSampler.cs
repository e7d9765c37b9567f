using Foobar.Gateway.Destinations;
using Yarp.ReverseProxy;

namespace Foobar.Gateway.Statistics;

/// <summary>Looks at the counters once a second, so that requests need do no more than count.</summary>
internal sealed class StatisticsSampler(
    IProxyStateLookup proxy, DestinationCatalog catalog, GatewayMetrics metrics, RequestDurations durations, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, time);
        do
        {
            Sample();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Sample()
    {
        durations.RecordCounted();
        foreach (var cluster in proxy.GetClusters())
        {
            foreach (var state in cluster.DestinationsState.AllDestinations)
            {
                var statistics = catalog[state].Statistics;
                var sample = new DestinationSample(time.GetTimestamp(), statistics.Total, statistics.Latencies.Snapshot());
                metrics.RecordLatencies(cluster.ClusterId, state.DestinationId, statistics.History.Add(sample));
            }
        }
    }
}
