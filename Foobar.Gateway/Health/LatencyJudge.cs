using Yarp.ReverseProxy;

namespace Foobar.Gateway.Health;

/// <summary>Compares the destinations' latencies of the last 10 s, every 10 s.</summary>
internal sealed class LatencyJudge(IProxyStateLookup proxy, OutlierEjector ejector, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(OutlierEjector.JudgedSeconds);

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
