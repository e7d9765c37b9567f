using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Foobar.Hosting.Orchestration;

/// <summary>Holds a resource back until everything it waits for has come, or cannot come any more.</summary>
internal sealed partial class DependencyWaiter(ResourceNotificationService notifications, ResourceLoggerService loggers, WaitBehavior defaultBehavior)
{
    public static bool IsUnavailable(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text is { } state && (KnownResourceStates.TerminalStates.Contains(state) || state == KnownResourceStates.RuntimeUnhealthy);

    /// <summary>Waits for the sake of one instance; its state says meanwhile for whom.</summary>
    public async Task WaitAsync(IResource resource, string instanceId, CancellationToken cancellationToken)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>()
            .SelectMany(w => w.Resource.GetInstanceIds().Select(id => (Wait: w, DependencyId: id)))
            .ToList();
        if (waits.Count == 0)
        {
            return;
        }

        var pending = new PendingDependencies(waits.Select(w => w.DependencyId));
        await PublishAsync(resource, instanceId, pending);
        var logger = loggers.GetLogger(instanceId);
        await Task.WhenAll(waits.Select(async w =>
        {
            await WaitForInstanceAsync(resource, w.Wait, w.DependencyId, logger, cancellationToken);
            pending.Remove(w.DependencyId);
            await PublishAsync(resource, instanceId, pending);
        }));
    }

    private Task PublishAsync(IResource resource, string instanceId, PendingDependencies pending) =>
        notifications.PublishUpdateAsync(resource, instanceId, s => s with
        {
            State = KnownResourceStates.Waiting,
            Properties = [.. PendingDependencies.Forget(s).Properties, .. pending.Property],
        });

    private async Task WaitForInstanceAsync(IResource resource, WaitAnnotation wait, string id, ILogger logger, CancellationToken cancellationToken)
    {
        var (what, isReached) = wait.WaitType switch
        {
            WaitType.WaitForCompletion => ("complete", (Func<CustomResourceSnapshot, bool>)(s => KnownResourceStates.TerminalStates.Contains(s.State?.Text ?? ""))),
            WaitType.WaitUntilStarted => ("run", s => s.State?.Text == KnownResourceStates.Running),
            _ => ("become healthy", s => s.HealthStatus == HealthStatus.Healthy && s.Ready is not null),
        };
        var stopsWhenUnavailable = wait.WaitType != WaitType.WaitForCompletion && (wait.WaitBehavior ?? defaultBehavior) == WaitBehavior.StopOnResourceUnavailable;

        Log.Waiting(logger, id, what);
        var reached = await notifications.WaitForResourceAsync(
            wait.Resource.Name,
            e => e.ResourceId == id && (isReached(e.Snapshot) || (stopsWhenUnavailable && IsUnavailable(e.Snapshot))),
            cancellationToken);

        var snapshot = reached.Snapshot;
        var failed = wait.WaitType == WaitType.WaitForCompletion
            ? snapshot.State?.Text == KnownResourceStates.FailedToStart || (snapshot.ExitCode is { } code && code != wait.ExitCode)
            : !isReached(snapshot);
        if (failed)
        {
            var exit = snapshot.ExitCode is { } exitCode ? $" with exit code {exitCode}" : "";
            throw new DistributedApplicationException($"{resource.Name} is not started: it waits for {id} to {what}, and {id} is {snapshot.State?.Text}{exit}.");
        }

        if (wait.WaitType == WaitType.WaitUntilHealthy && snapshot.Ready is { } ready)
        {
            await ready.WaitAsync(cancellationToken);
        }

        Log.Waited(logger, id);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Waiting for {Dependency} to {Condition}.")]
        public static partial void Waiting(ILogger logger, string dependency, string condition);

        [LoggerMessage(2, LogLevel.Information, "Finished waiting for {Dependency}.")]
        public static partial void Waited(ILogger logger, string dependency);
    }
}
