namespace Foobar.AppHost.MySql.Management;

/// <summary>
/// Publishes properties of resources when they have changed: a snapshot that says what the last one said would wake every
/// watcher for nothing.
/// </summary>
internal sealed class PropertyPublisher(ResourceNotificationService notifications, TimeProvider clock)
{
    // The manager's heartbeat alone moves these twice a second, and nobody reads as fast.
    private static readonly string[] s_restless = [TopologyProperties.Executed, TopologyProperties.Lag];
    private static readonly TimeSpan s_restlessInterval = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, (IReadOnlyList<(string Name, string Value)> Properties, long At)> _shown = [];

    /// <summary>Shows exactly these of the properties called <paramref name="names"/>.</summary>
    public async Task PublishAsync(
        IResource resource, IReadOnlyCollection<string> names, IReadOnlyList<(string Name, string Value)> properties)
    {
        if (_shown.TryGetValue(resource.Name, out var shown)
            && (shown.Properties.SequenceEqual(properties)
                || (Steady(shown.Properties).SequenceEqual(Steady(properties)) && clock.GetElapsedTime(shown.At) < s_restlessInterval)))
        {
            return;
        }
        _shown[resource.Name] = (properties, clock.GetTimestamp());
        await notifications.PublishUpdateAsync(resource, s => s.WithProperties(names, properties));
    }

    private static IEnumerable<(string Name, string Value)> Steady(IEnumerable<(string Name, string Value)> properties) =>
        properties.Where(p => !s_restless.Contains(p.Name));
}
