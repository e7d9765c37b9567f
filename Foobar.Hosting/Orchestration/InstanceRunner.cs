using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Foobar.Hosting.Orchestration.Processes;
using Microsoft.Extensions.Logging;

namespace Foobar.Hosting.Orchestration;

/// <summary>Starts and stops single instances and publishes what becomes of them.</summary>
internal sealed partial class InstanceRunner(
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IDistributedApplicationEventing eventing,
    ProcessConfiguration configuration,
    ProcessLauncher launcher,
    IServiceProvider services)
{
    /// <summary>Starts an instance, after everything it waits for. What goes wrong becomes its state.</summary>
    public async Task StartAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        await instance.Gate.WaitAsync(cancellationToken);
        try
        {
            if (instance.Process is { Exit.IsCompleted: false })
            {
                return;
            }

            using var starting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            instance.Starting = starting;
            await StartCoreAsync(instance, starting.Token);
        }
        finally
        {
            instance.Starting = null;
            instance.Gate.Release();
        }
    }

    /// <summary>Stops an instance: a start under way is given up, a process is asked to end and after the grace period made to.</summary>
    public async Task StopAsync(ResourceInstance instance, TimeSpan grace)
    {
        if (instance.Starting is { } starting)
        {
            try
            {
                await starting.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // The start has just come to its end.
            }
        }

        await instance.Gate.WaitAsync();
        try
        {
            if (instance.Process is not { Exit.IsCompleted: false } process)
            {
                return;
            }

            instance.IsStopping = true;
            await PublishAsync(instance, s => s with { State = KnownResourceStates.Stopping });
            await process.StopAsync(grace);
        }
        finally
        {
            instance.Gate.Release();
        }

        // Whoever stops wants to see the exit.
        await instance.Watch;
    }

    private async Task StartCoreAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var logger = loggers.GetLogger(instance.Id);
        try
        {
            await PublishAsync(instance, s => s with
            {
                State = KnownResourceStates.Starting,
                StartTimeStamp = null,
                StopTimeStamp = null,
                ExitCode = null,
                Ready = null,
                HealthReports = InitialSnapshot.HealthReports(instance.Resource),
            });
            await eventing.PublishAsync(new BeforeResourceStartedEvent(instance.Resource, services), cancellationToken);
            await notifications.WaitForDependenciesAsync(instance.Resource, instance.Id, cancellationToken);
            await PublishAsync(instance, s => s with { State = KnownResourceStates.Starting });

            var log = loggers.GetLog(instance.Id);
            var (spec, environment) = await configuration.ResolveAsync(instance, log.Write, logger, cancellationToken);
            var process = launcher.Launch(spec);
            instance.Process = process;
            instance.IsStopping = false;
            await PublishAsync(instance, s => s with
            {
                State = KnownResourceStates.Running,
                StartTimeStamp = DateTime.UtcNow,
                EnvironmentVariables = environment,
                Properties = [.. s.Properties.Where(p => p.Name is not (ProcessProperties.Id or ProcessProperties.CommandLine)), .. ProcessProperties.Of(process, spec)],
                Urls = [.. s.Urls.Select(u => u with { IsInactive = false })],
            });
            instance.Watch = WatchExitAsync(instance, process);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await PublishAsync(instance, s => PendingDependencies.Forget(s) with { State = KnownResourceStates.NotStarted });
        }
        catch (Exception e)
        {
            Log.FailedToStart(logger, instance.Id, e.Message);
            await PublishAsync(instance, s => PendingDependencies.Forget(s) with { State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error), StopTimeStamp = DateTime.UtcNow });
        }
    }

    private async Task WatchExitAsync(ResourceInstance instance, ManagedProcess process)
    {
        var exitCode = await process.Exit;
        process.Dispose();

        // A process that was started since has its own state.
        await PublishAsync(instance, s => !ReferenceEquals(instance.Process, process) ? s : s with
        {
            Ready = null,
            State = exitCode == 0 ? KnownResourceStates.Finished : new ResourceStateSnapshot(KnownResourceStates.Exited, s.State?.Text == KnownResourceStates.Stopping ? null : KnownResourceStateStyles.Error),
            ExitCode = exitCode,
            StopTimeStamp = DateTime.UtcNow,
            Urls = [.. s.Urls.Select(u => u with { IsInactive = true })],
        });
    }

    private Task PublishAsync(ResourceInstance instance, Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        notifications.PublishUpdateAsync(instance.Resource, instance.Id, change);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Instance} failed to start: {Reason}")]
        public static partial void FailedToStart(ILogger logger, string instance, string reason);
    }
}
