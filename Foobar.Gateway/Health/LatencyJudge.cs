using Yarp.ReverseProxy;

namespace Foobar.Gateway.Health;

/// <summary>Compares the destinations' latencies every 10 s.</summary>
internal sealed class LatencyJudge(IProxyStateLookup proxy, OutlierEjector ejector, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var cluster in proxy.GetClusters())
            {
                ejector.JudgeLatencies(cluster);
            }
        }
    }
}
