using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Foobar.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states of all resources: publishes changes and lets others wait for them.</summary>
public class ResourceNotificationService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceState> _states = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _watchersLock = new();
    private readonly List<ChannelWriter<ResourceEvent>> _watchers = [];
    private readonly CancellationTokenSource _disposing = new();
    private readonly IServiceProvider _services;
    private readonly WaitBehavior _defaultWaitBehavior;
    private readonly DependencyWaiter _dependencyWaiter;

    /// <summary>Creates the service.</summary>
    /// <param name="logger">Writes to the application host's log.</param>
    /// <param name="hostApplicationLifetime">Not used.</param>
    /// <param name="serviceProvider">The application's services.</param>
    /// <param name="resourceLoggerService">The resources' logs.</param>
    public ResourceNotificationService(
        ILogger<ResourceNotificationService> logger,
        IHostApplicationLifetime hostApplicationLifetime,
        IServiceProvider serviceProvider,
        ResourceLoggerService resourceLoggerService)
    {
        ArgumentNullException.ThrowIfNull(resourceLoggerService);
        _services = serviceProvider;
        _defaultWaitBehavior = serviceProvider.GetService<IOptions<ResourceNotificationServiceOptions>>()?.Value.DefaultWaitBehavior ?? WaitBehavior.StopOnResourceUnavailable;
        _dependencyWaiter = new DependencyWaiter(this, resourceLoggerService, _defaultWaitBehavior);
    }

    /// <summary>Waits until a resource is in a state.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="targetState">The state; Running when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completed when the resource is in the state.</returns>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [string.IsNullOrEmpty(targetState) ? KnownResourceStates.Running : targetState], cancellationToken);

    /// <summary>Waits until a resource is in one of several states.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="targetStates">The states.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The state it is in.</returns>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var reached = await WaitForResourceAsync(
            resourceName,
            e => e.Snapshot.State?.Text is { } state && targetStates.Contains(state, StringComparer.OrdinalIgnoreCase),
            cancellationToken);
        return reached.Snapshot.State!.Text;
    }

    /// <summary>Waits until an instance of a resource meets a condition.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="predicate">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The event that met it.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended; the message says in which state the resource was.</exception>
    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        try
        {
            await foreach (var e in WatchAsync(cancellationToken))
            {
                if (ResourceName.Matches(e.Resource.Name, resourceName) && predicate(e))
                {
                    return e;
                }
            }
        }
        catch (OperationCanceledException canceled)
        {
            throw new OperationCanceledException(DescribeEndedWait(resourceName), canceled, canceled.CancellationToken);
        }

        throw new OperationCanceledException(DescribeEndedWait(resourceName));
    }

    /// <summary>Waits until a resource runs and its health checks pass, by <see cref="ResourceNotificationServiceOptions.DefaultWaitBehavior"/>.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The event of the first instance that is healthy.</returns>
    /// <exception cref="DistributedApplicationException">The resource failed to start or ended, and the default says to stop then.</exception>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, _defaultWaitBehavior, cancellationToken);

    /// <summary>Waits until a resource runs and its health checks pass.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="waitBehavior">What happens when it cannot come any more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The event of the first instance that is healthy.</returns>
    /// <exception cref="DistributedApplicationException">The resource failed to start or ended, and <paramref name="waitBehavior"/> says to stop then.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        if (waitBehavior == WaitBehavior.StopOnResourceUnavailable
            && _services.GetService<DistributedApplicationModel>() is { } model
            && !model.Resources.TryGetByName(resourceName, out _))
        {
            throw new DistributedApplicationException($"Stopped waiting for resource '{resourceName}' to become healthy because it does not exist in the application model.");
        }

        var e = await WaitForResourceAsync(
            resourceName,
            e => (e.Snapshot.HealthStatus == HealthStatus.Healthy && e.Snapshot.Ready is not null)
                || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && DependencyWaiter.IsUnavailable(e.Snapshot)),
            cancellationToken);
        if (e.Snapshot.HealthStatus != HealthStatus.Healthy || e.Snapshot.Ready is null)
        {
            throw new DistributedApplicationException($"Stopped waiting for resource '{resourceName}' to become healthy because it failed: {e.Snapshot.State?.Text}.");
        }

        await e.Snapshot.Ready.WaitAsync(cancellationToken);
        return e;
    }

    /// <summary>Waits for everything that a resource waits for before it starts.</summary>
    /// <param name="resource">The resource that waits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completed when it may start.</returns>
    /// <exception cref="DistributedApplicationException">Something it waits for cannot come any more.</exception>
    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken) =>
        Task.WhenAll(resource.GetInstanceIds().Select(id => _dependencyWaiter.WaitAsync(resource, id, cancellationToken)));

    /// <summary>Watches all resources: their present state, then each change.</summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>The states and changes.</returns>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
        var channel = Channel.CreateUnbounded<ResourceEvent>(new UnboundedChannelOptions { SingleReader = true });

        // Registering before the present states are read means that no change can fall between the two.
        lock (_watchersLock)
        {
            _watchers.Add(channel.Writer);
        }

        try
        {
            var seen = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
            foreach (var present in _states.Values.Select(s => s.LastEvent).OfType<ResourceEvent>())
            {
                seen[present.ResourceId] = present.Version;
                yield return present;
            }

            await foreach (var change in channel.Reader.ReadAllAsync(ends.Token))
            {
                if (change.Version > seen.GetValueOrDefault(change.ResourceId))
                {
                    yield return change;
                }
            }
        }
        finally
        {
            lock (_watchersLock)
            {
                _watchers.Remove(channel.Writer);
            }
        }
    }

    /// <summary>Gets the present state of an instance.</summary>
    /// <param name="resourceId">The id of the instance.</param>
    /// <param name="resourceEvent">The state, when there is one.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetCurrentState(string resourceId, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        resourceEvent = _states.TryGetValue(resourceId, out var state) ? state.LastEvent : null;
        return resourceEvent is not null;
    }

    /// <summary>Publishes a change of all instances of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="stateFactory">Makes the new state of the present one.</param>
    /// <returns>Completed when the change is published.</returns>
    public async Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        foreach (var id in resource.GetInstanceIds())
        {
            await PublishUpdateAsync(resource, id, stateFactory);
        }
    }

    /// <summary>Publishes a change of one instance.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="resourceId">The id of the instance.</param>
    /// <param name="stateFactory">Makes the new state of the present one.</param>
    /// <returns>Completed when the change is published.</returns>
    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        var state = _states.GetOrAdd(resourceId, _ => new ResourceState());
        lock (state)
        {
            var snapshot = stateFactory(state.LastEvent?.Snapshot ?? InitialSnapshot.Of(resource));
            snapshot = CommandSnapshots.Update(resource, snapshot, _services);
            if (snapshot == state.LastEvent?.Snapshot)
            {
                return Task.CompletedTask;
            }

            var e = new ResourceEvent(resource, resourceId, snapshot) { Version = (state.LastEvent?.Version ?? 0) + 1 };
            state.LastEvent = e;
            lock (_watchersLock)
            {
                foreach (var watcher in _watchers)
                {
                    watcher.TryWrite(e);
                }
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposing.Cancel();
        _disposing.Dispose();
        GC.SuppressFinalize(this);
    }

    internal Task WaitForDependenciesAsync(IResource resource, string instanceId, CancellationToken cancellationToken) => _dependencyWaiter.WaitAsync(resource, instanceId, cancellationToken);

    private string DescribeEndedWait(string resourceName)
    {
        var states = _states.Values
            .Select(s => s.LastEvent)
            .Where(e => e is not null && ResourceName.Matches(e.Resource.Name, resourceName))
            .Select(e => $"{e!.ResourceId} is {e.Snapshot.State?.Text ?? "unknown"}{(e.Snapshot.HealthStatus is { } health ? $" and {health}" : "")}{FirstProblem(e.Snapshot)}");
        var description = string.Join("; ", states);
        return $"The wait for resource '{resourceName}' was ended. {(description.Length == 0 ? "It never had a state" : description)}.";

        static string FirstProblem(CustomResourceSnapshot snapshot) =>
            snapshot.HealthReports.FirstOrDefault(r => r.Status != HealthStatus.Healthy) is { } report ? $" ({report.Name}: {report.Description ?? report.ExceptionText ?? "no answer yet"})" : "";
    }

    private sealed class ResourceState
    {
        public ResourceEvent? LastEvent { get; set; }
    }
}

/// <summary>The state of an instance of a resource after a change.</summary>
/// <param name="resource">The resource.</param>
/// <param name="resourceId">The id of the instance.</param>
/// <param name="snapshot">The state.</param>
public class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>The id of the instance.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>The state.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;

    /// <summary>Counts the changes of the instance from 1.</summary>
    internal long Version { get; init; }
}
