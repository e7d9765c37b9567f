using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What can be asked of resources.</summary>
public static class ResourceExtensions
{
    /// <summary>Gets the annotation of a type that was added last.</summary>
    /// <typeparam name="T">The type of the annotation.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <param name="annotation">The annotation, when there is one.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryGetLastAnnotation<T>(this IResource resource, [NotNullWhen(true)] out T? annotation)
        where T : IResourceAnnotation
    {
        ArgumentNullException.ThrowIfNull(resource);
        annotation = resource.Annotations.OfType<T>().LastOrDefault();
        return annotation is not null;
    }

    /// <summary>Gets the annotations of a type.</summary>
    /// <typeparam name="T">The type of the annotations.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <param name="result">The annotations, when there are any.</param>
    /// <returns>Whether there are any.</returns>
    public static bool TryGetAnnotationsOfType<T>(this IResource resource, [NotNullWhen(true)] out IEnumerable<T>? result)
        where T : IResourceAnnotation
    {
        ArgumentNullException.ThrowIfNull(resource);
        result = resource.Annotations.OfType<T>().ToList() is { Count: > 0 } found ? found : null;
        return result is not null;
    }

    /// <summary>Gets how many processes of the resource run.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>The number; 1 unless said otherwise.</returns>
    public static int GetReplicaCount(this IResource resource) => resource.TryGetLastAnnotation<ReplicaAnnotation>(out var replicas) ? replicas.Replicas : 1;

    /// <summary>Refers to an endpoint of the resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="endpointName">The endpoint's name.</param>
    /// <returns>The reference.</returns>
    public static EndpointReference GetEndpoint(this IResourceWithEndpoints resource, string endpointName) => new(resource, endpointName);

    /// <summary>Refers to all endpoints of the resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>The references.</returns>
    public static IEnumerable<EndpointReference> GetEndpoints(this IResourceWithEndpoints resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Annotations.OfType<EndpointAnnotation>().Select(e => new EndpointReference(resource, e));
    }

    /// <summary>The ids of the resource's instances: its name, or with replicas the name and a number.</summary>
    internal static IReadOnlyList<string> GetInstanceIds(this IResource resource) =>
        resource.GetReplicaCount() is var count and > 1
            ? [.. Enumerable.Range(1, count).Select(i => $"{resource.Name}-{i}")]
            : [resource.Name];

    /// <summary>The resource's health checks and those of what it belongs to.</summary>
    internal static IEnumerable<string> GetHealthCheckKeys(this IResource resource) =>
        resource.Annotations.OfType<HealthCheckAnnotation>().Select(h => h.Key)
            .Concat(resource is IResourceWithParent { Parent: var parent } ? parent.GetHealthCheckKeys() : [])
            .Distinct();

    /// <summary>Whether the engine runs processes for the resource.</summary>
    internal static bool IsProcess(this IResource resource) => resource is ProjectResource or ExecutableResource;
}
