using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Logging;

namespace Foobar.Hosting.Orchestration.Health;

/// <summary>Publishes that a resource is ready: once for all its replicas, and again when all of them were gone.</summary>
internal sealed partial class ReadyEvents(IDistributedApplicationEventing eventing, ResourceLoggerService loggers, IServiceProvider services)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IResource, (Task Handlers, HashSet<string> Instances)> _published = [];

    /// <summary>An instance is healthy for the first time since its start.</summary>
    /// <returns>Completed when the handlers have run.</returns>
    public Task PublishAsync(IResource resource, string instanceId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_published.TryGetValue(resource, out var published))
            {
                published = (RunHandlersAsync(resource, cancellationToken), []);
                _published.Add(resource, published);
            }

            published.Instances.Add(instanceId);
            return published.Handlers;
        }
    }

    /// <summary>An instance no longer runs.</summary>
    public void Forget(IResource resource, string instanceId)
    {
        lock (_lock)
        {
            if (_published.TryGetValue(resource, out var published) && published.Instances.Remove(instanceId) && published.Instances.Count == 0)
            {
                _published.Remove(resource);
            }
        }
    }

    private async Task RunHandlersAsync(IResource resource, CancellationToken cancellationToken)
    {
        // Not under the lock: a handler may do anything.
        await Task.Yield();
        try
        {
            await eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.HandlerFailed(loggers.GetLogger(resource), resource.Name, e);
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "What {Resource} does when it is ready has failed:")]
        public static partial void HandlerFailed(ILogger logger, string resource, Exception exception);
    }
}
