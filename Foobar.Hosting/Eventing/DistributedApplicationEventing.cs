using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

/// <summary>Subscriptions by type of event, kept in order: handlers run in the order in which they subscribed.</summary>
internal sealed class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private readonly ConcurrentDictionary<Type, List<DistributedApplicationEventSubscription>> _subscriptions = [];

    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        var subscription = new DistributedApplicationEventSubscription((e, cancellationToken) => callback((T)e, cancellationToken));
        var ofType = _subscriptions.GetOrAdd(typeof(T), _ => []);
        lock (ofType)
        {
            ofType.Add(subscription);
        }

        return subscription;
    }

    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent =>
        Subscribe<T>((e, cancellationToken) => e.Resource == resource ? callback(e, cancellationToken) : Task.CompletedTask);

    public void Unsubscribe(DistributedApplicationEventSubscription subscription)
    {
        foreach (var ofType in _subscriptions.Values)
        {
            lock (ofType)
            {
                ofType.Remove(subscription);
            }
        }
    }

    public async Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        if (!_subscriptions.TryGetValue(typeof(T), out var ofType))
        {
            return;
        }

        DistributedApplicationEventSubscription[] handlers;
        lock (ofType)
        {
            handlers = [.. ofType];
        }

        foreach (var handler in handlers)
        {
            await handler.Callback(@event, cancellationToken);
        }
    }
}
