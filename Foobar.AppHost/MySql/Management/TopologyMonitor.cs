using Foobar.MySql.Topology;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Foobar.AppHost.MySql.Management;

/// <summary>Shows on a pair and its nodes what their failover manager says, while the application runs.</summary>
internal sealed partial class TopologyMonitor(
    MySqlReplicationResource pair,
    FailoverManagerClient client,
    TopologyHolder holder,
    ResourceNotificationService notifications,
    ILogger logger,
    TimeProvider clock)
{
    private const string DataFolder = "Data folder";

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(500);

    private readonly PropertyPublisher _properties = new(notifications, clock);
    private ResourceStateSnapshot? _state;
    private string? _line;

    /// <summary>Runs until the application stops.</summary>
    public static async Task RunAsync(MySqlReplicationResource pair, InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, start.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        var monitor = new TopologyMonitor(
            pair,
            start.Services.GetRequiredKeyedService<FailoverManagerClient>(pair.Name),
            start.Services.GetRequiredKeyedService<TopologyHolder>(pair.Name),
            start.Notifications,
            start.Logger,
            TimeProvider.System);
        try
        {
            await monitor.PublishStateAsync(KnownResourceStates.Waiting);
            await start.Notifications.PublishUpdateAsync(pair, s => s.WithProperties([DataFolder], [(DataFolder, pair.Pair.DataFolder())]));
            await monitor.WaitForStartAsync(stop.Token);
            await monitor.PublishStateAsync(KnownResourceStates.Starting);
            while (true)
            {
                await monitor.ShowAsync(stop.Token);
                await Task.Delay(s_interval, stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await monitor.PublishStateAsync(KnownResourceStates.Finished);
        }
    }

    /// <summary>Asks once and shows the answer.</summary>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        var view = holder.View = await client.LookAsync(holder.View, cancellationToken);
        if (view is not { Topology: { } topology, Silence: null })
        {
            // What was shown stays: the health of the pair and its nodes says that it is old.
            LogOnce(view.Silence ?? "", LogSilence);
            return;
        }

        LogOnce(topology.Reason, topology.NeedsHelp ? LogHelpNeeded : LogReason);
        await _properties.PublishAsync(pair, TopologyProperties.OfPairs, TopologyProperties.Describe(topology));
        foreach (var node in pair.Nodes)
        {
            if (topology.Nodes.FirstOrDefault(n => n.Name == node.Name) is { } seen)
            {
                await _properties.PublishAsync(node, TopologyProperties.OfNodes, TopologyProperties.Describe(seen));
            }
        }
        await PublishStateAsync(Judge(topology) ?? _state!);
    }

    // Once it ran, a pair that takes no writes for a while is unhealthy, not stopped: those who wait for it wait on.
    private ResourceStateSnapshot? Judge(ClusterTopology topology) => topology switch
    {
        { IsWritable: true, NeedsHelp: true } => new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Warn),
        { IsWritable: true } => KnownResourceStates.Running,
        { NeedsHelp: true } => new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
        _ when _state is null || _state.Text == KnownResourceStates.FailedToStart => KnownResourceStates.Starting,
        _ => null,
    };

    /// <summary>What cannot start at all is the end of the pair; what stops later is not.</summary>
    private async Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var part in new[] { pair.Nodes[0], pair.Nodes[1], pair.Manager! })
        {
            var state = await notifications.WaitForResourceAsync(
                part.Name, [KnownResourceStates.Running, KnownResourceStates.FailedToStart], cancellationToken);
            if (state == KnownResourceStates.FailedToStart)
            {
                LogPartFailed(part.Name);
                await PublishStateAsync(new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error));
                // It may be started by hand later.
                await notifications.WaitForResourceAsync(part.Name, KnownResourceStates.Running, cancellationToken);
            }
        }
    }

    /// <summary>The database lives and dies with the pair.</summary>
    private async Task PublishStateAsync(ResourceStateSnapshot? state)
    {
        if (state == _state)
        {
            return;
        }
        _state = state;
        foreach (var target in new IResource?[] { pair, pair.Database }.OfType<IResource>())
        {
            await notifications.PublishUpdateAsync(target, s => s with
            {
                State = state,
                StartTimeStamp = state?.Text == KnownResourceStates.Running ? s.StartTimeStamp ?? DateTime.UtcNow : s.StartTimeStamp,
            });
        }
    }

    private void LogOnce(string line, Action<string> log)
    {
        if (line != _line)
        {
            _line = line;
            log(line);
        }
    }
}
