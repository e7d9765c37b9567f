using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Foobar.Hosting.Orchestration.Health;

/// <summary>Checks the health of every instance that runs, and says once after each start that it is ready.</summary>
internal sealed partial class HealthMonitor(
    ResourceNotificationService notifications,
    HealthCheckService healthChecks,
    InstanceDirectory instances,
    ReadyEvents readyEvents,
    ILogger<HealthMonitor> logger) : BackgroundService
{
    // Often while somebody waits for it, seldom once it is healthy.
    private static readonly TimeSpan s_untilHealthy = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_onceHealthy = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _monitors = new(StringComparer.OrdinalIgnoreCase);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var e in notifications.WatchAsync(stoppingToken))
            {
                if (e.Snapshot.State?.Text == KnownResourceStates.Running)
                {
                    var monitor = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                    if (_monitors.TryAdd(e.ResourceId, monitor))
                    {
                        _ = MonitorAsync(e.Resource, e.ResourceId, monitor.Token);
                    }
                    else
                    {
                        monitor.Dispose();
                    }
                }
                else if (_monitors.TryRemove(e.ResourceId, out var monitor))
                {
                    readyEvents.Forget(e.Resource, e.ResourceId);
                    await monitor.CancelAsync();
                    monitor.Dispose();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task MonitorAsync(IResource resource, string id, CancellationToken cancellationToken)
    {
        HealthCheckTarget.Current = instances.Find(id);
        var keys = resource.GetHealthCheckKeys().ToHashSet();
        var isReady = false;
        try
        {
            do
            {
                var isHealthy = keys.Count == 0 || await CheckAsync(resource, id, keys, cancellationToken);
                if (isHealthy && !isReady)
                {
                    isReady = true;
                    var ready = readyEvents.PublishAsync(resource, id, cancellationToken);
                    await notifications.PublishUpdateAsync(resource, id, s => cancellationToken.IsCancellationRequested ? s : s with { Ready = ready });
                }

                await Task.Delay(isHealthy ? s_onceHealthy : s_untilHealthy, cancellationToken);
            }
            while (keys.Count > 0);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The instance has stopped.
        }
        catch (Exception e)
        {
            Log.MonitorFailed(logger, id, e);
        }
    }

    private async Task<bool> CheckAsync(IResource resource, string id, HashSet<string> keys, CancellationToken cancellationToken)
    {
        var report = await RunChecksAsync(keys, cancellationToken);
        var now = DateTime.UtcNow;
        var isHealthy = false;
        await notifications.PublishUpdateAsync(resource, id, s =>
        {
            if (cancellationToken.IsCancellationRequested)
            {
                // The answer of a process that has stopped says nothing of the one that was started since.
                return s;
            }

            var changed = s with { HealthReports = [.. s.HealthReports.Select(old => Merge(old, report, now))] };
            isHealthy = changed.HealthStatus == HealthStatus.Healthy;
            return changed.HealthReports.SequenceEqual(s.HealthReports) ? s : changed;
        });
        return isHealthy;
    }

    // A check that cannot even be made says as much as one that fails.
    private async Task<HealthReport> RunChecksAsync(HashSet<string> keys, CancellationToken cancellationToken)
    {
        try
        {
            return await healthChecks.CheckHealthAsync(r => keys.Contains(r.Name), cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var entry = new HealthReportEntry(HealthStatus.Unhealthy, e.Message, TimeSpan.Zero, e, data: null);
            return new HealthReport(keys.ToDictionary(key => key, _ => entry), TimeSpan.Zero);
        }
    }

    private static HealthReportSnapshot Merge(HealthReportSnapshot old, HealthReport report, DateTime now)
    {
        if (!report.Entries.TryGetValue(old.Name, out var entry))
        {
            return old;
        }

        var result = old with { Status = entry.Status, Description = entry.Description, ExceptionText = entry.Exception?.ToString() };

        // A result that says the same is no change: a watcher would see one every two seconds.
        return result == old ? old : result with { LastRunAt = now };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The health of {Instance} is no longer monitored.")]
        public static partial void MonitorFailed(ILogger logger, string instance, Exception exception);
    }
}
