using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

/// <summary>Publishes events to those who subscribed to them.</summary>
public interface IDistributedApplicationEventing
{
    /// <summary>Subscribes to events of a type.</summary>
    /// <typeparam name="T">The type of the event.</typeparam>
    /// <param name="callback">Handles an event.</param>
    /// <returns>The subscription.</returns>
    DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent;

    /// <summary>Subscribes to events of a type about one resource.</summary>
    /// <typeparam name="T">The type of the event.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <param name="callback">Handles an event.</param>
    /// <returns>The subscription.</returns>
    DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent;

    /// <summary>Ends a subscription.</summary>
    /// <param name="subscription">The subscription.</param>
    void Unsubscribe(DistributedApplicationEventSubscription subscription);

    /// <summary>Publishes an event and waits for its handlers, one after the other.</summary>
    /// <typeparam name="T">The type of the event.</typeparam>
    /// <param name="event">The event.</param>
    /// <param name="cancellationToken">Given to the handlers.</param>
    /// <returns>Completed when all handlers have run; failed with the first one's error.</returns>
    Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent;
}

/// <summary>A subscription to events.</summary>
/// <param name="callback">Handles an event.</param>
public class DistributedApplicationEventSubscription(Func<IDistributedApplicationEvent, CancellationToken, Task> callback)
{
    /// <summary>Handles an event.</summary>
    public Func<IDistributedApplicationEvent, CancellationToken, Task> Callback { get; } = callback;
}
