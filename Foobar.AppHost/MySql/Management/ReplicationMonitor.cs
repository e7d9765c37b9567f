using Foobar.MySql.Replication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Foobar.AppHost.MySql.Management;

/// <summary>Keeps the servers of a pair in their roles while the application runs, and shows what it sees.</summary>
internal sealed partial class ReplicationMonitor(
    MySqlReplicationResource resource, string dataFolder, ReplicationManager manager, InitializeResourceEvent start)
{
    private static readonly TimeSpan s_pairing = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_paired = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = start.Logger;
    private readonly Dictionary<string, IReadOnlyList<(string, string)>> _shown = [];
    private FixedRolesStep? _lastStep;
    private string? _lastLine;
    private string? _lastState;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var stopping = start.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        try
        {
            await PublishStateAsync(KnownResourceStates.Waiting);
            await start.Notifications.PublishUpdateAsync(resource, s => s.WithProperty("Data folder", dataFolder));
            await WaitForServersAsync(stop.Token);
            while (true)
            {
                await Task.Delay(await StepAsync(stop.Token), stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await PublishStateAsync(KnownResourceStates.Finished);
            await manager.DisposeAsync();
        }
        catch (Exception e)
        {
            LogCrash(e);
            await PublishStateAsync(KnownResourceStates.FailedToStart);
        }
    }

    /// <summary>Takes one step and says how long to wait for the next.</summary>
    private async Task<TimeSpan> StepAsync(CancellationToken cancellationToken)
    {
        try
        {
            var seen = await manager.StepAsync(cancellationToken);
            await ShowAsync(seen);
            var pause = GetPause(seen, _lastStep);
            _lastStep = seen.Decision.Step;
            return pause;
        }
        catch (Exception e) when (e is not ObjectDisposedException && !cancellationToken.IsCancellationRequested)
        {
            // Whatever it was, servers that nobody manages would be worse.
            if (e.Message != _lastLine)
            {
                _lastLine = e.Message;
                LogUnexpected(e);
            }
            return s_paired;
        }
    }

    /// <summary>A step that went well leads to the next one at once, unless the same one is due again: then it had no effect.</summary>
    internal static TimeSpan GetPause(PairObservation seen, FixedRolesStep? last) => seen switch
    {
        { Decision.Step: FixedRolesStep.None } => s_paired,
        { Decision.Step: FixedRolesStep.Wait or FixedRolesStep.Refuse } or { Failure: not null } => s_pairing,
        _ => seen.Decision.Step == last ? s_paired : TimeSpan.Zero,
    };

    /// <summary>A server that cannot start at all is the end of the pair; one that stops later is not.</summary>
    private async Task WaitForServersAsync(CancellationToken cancellationToken)
    {
        foreach (var server in new[] { resource.Primary, resource.Replica })
        {
            var state = await start.Notifications.WaitForResourceAsync(
                server.Name, [KnownResourceStates.Running, KnownResourceStates.FailedToStart], cancellationToken);
            if (state == KnownResourceStates.FailedToStart)
            {
                LogServerFailed(server.Name);
                await PublishStateAsync(KnownResourceStates.FailedToStart);
                // It may be started by hand later.
                await start.Notifications.WaitForResourceAsync(server.Name, KnownResourceStates.Running, cancellationToken);
            }
        }
        await PublishStateAsync(KnownResourceStates.Starting);
    }

    private async Task ShowAsync(PairObservation seen)
    {
        var line = seen.Failure is null ? seen.Decision.Reason : $"{seen.Decision.Reason}, which failed: {seen.Failure}";
        if (line != _lastLine)
        {
            _lastLine = line;
            Log(seen, line);
        }

        switch (seen.Decision.Step)
        {
            case FixedRolesStep.None when seen.Failure is null:
                await PublishStateAsync(KnownResourceStates.Running);
                break;
            case FixedRolesStep.Refuse:
                await PublishStateAsync(KnownResourceStates.FailedToStart);
                break;
        }

        await ShowNodeAsync(resource.Primary, "primary", seen.Primary);
        await ShowNodeAsync(resource.Replica, "replica", seen.Replica);
        if (seen.Primary.State is { } primary)
        {
            await PublishPropertiesAsync(resource, [("MySQL version", primary.Version)]);
        }
    }

    private async Task ShowNodeAsync(IResource node, string role, NodeObservation seen)
    {
        if (seen.State is { } state)
        {
            await PublishPropertiesAsync(node, NodeProperties.Describe(role, state));
        }
    }

    private async Task PublishPropertiesAsync(IResource target, IReadOnlyList<(string Name, string Value)> properties)
    {
        // A snapshot that says what the last one said would wake every watcher for nothing.
        if (!_shown.TryGetValue(target.Name, out var shown) || !shown.SequenceEqual(properties))
        {
            _shown[target.Name] = properties;
            await start.Notifications.PublishUpdateAsync(
                target, s => properties.Aggregate(s, (snapshot, property) => snapshot.WithProperty(property.Name, property.Value)));
        }
    }

    /// <summary>The database lives and dies with the pair.</summary>
    private async Task PublishStateAsync(string state)
    {
        if (state == _lastState)
        {
            return;
        }
        _lastState = state;
        var style = state == KnownResourceStates.FailedToStart ? KnownResourceStateStyles.Error : null;
        foreach (var target in new IResource?[] { resource, resource.Database }.OfType<IResource>())
        {
            await start.Notifications.PublishUpdateAsync(target, s => s with
            {
                State = new(state, style),
                StartTimeStamp = state == KnownResourceStates.Running ? s.StartTimeStamp ?? DateTime.UtcNow : s.StartTimeStamp,
            });
        }
    }

    private void Log(PairObservation seen, string line)
    {
        switch (seen.Decision.Step)
        {
            case FixedRolesStep.Refuse:
                LogRefusal(line);
                break;
            case var _ when seen.Failure is not null:
                LogFailure(line);
                break;
            default:
                LogStep(line);
                break;
        }
    }
}
