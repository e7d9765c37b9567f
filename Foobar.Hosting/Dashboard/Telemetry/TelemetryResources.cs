namespace Foobar.Hosting.Dashboard.Telemetry;

/// <summary>The processes that send telemetry.</summary>
internal sealed class TelemetryResources(int capacity, TimeProvider time)
{
    private const int ShownIdLength = 8;
    private const string Unknown = "unknown";

    private readonly Lock _lock = new();
    private readonly Dictionary<(string, string?), TelemetryResource> _resources = [];

    public IReadOnlyList<TelemetryResource> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _resources.Values.OrderBy(resource => resource.Name, StringComparer.OrdinalIgnoreCase)];
            }
        }
    }

    /// <returns>The sender; null when there are too many to keep.</returns>
    public TelemetryResource? GetOrAdd(TelemetryAttribute[] attributes)
    {
        var service = attributes.Find("service.name") is { Length: > 0 } name ? name : Unknown;
        var instance = attributes.Find("service.instance.id") is { Length: > 0 } id ? id : null;
        lock (_lock)
        {
            if (!_resources.TryGetValue((service, instance), out var resource))
            {
                if (_resources.Count >= capacity)
                {
                    return null;
                }

                resource = new(NameOf(service, instance), service, instance, time.GetUtcNow().UtcDateTime);
                _resources.Add((service, instance), resource);
            }

            resource.Attributes = attributes;
            return resource;
        }
    }

    // The engine gives its own processes ids that say what they are, such as gateway-2; others have numbers nobody knows.
    private static string NameOf(string service, string? instance) =>
        instance is null ? service
        : instance == service || instance.StartsWith(service + "-", StringComparison.Ordinal) ? instance
        : $"{service}-{instance[..Math.Min(ShownIdLength, instance.Length)]}";
}
