namespace Aspire.Hosting.ApplicationModel;

/// <summary>Configures one resource of an application.</summary>
/// <typeparam name="T">The type of the resource.</typeparam>
public interface IResourceBuilder<out T>
    where T : IResource
{
    /// <summary>The application being composed.</summary>
    IDistributedApplicationBuilder ApplicationBuilder { get; }

    /// <summary>The resource being configured.</summary>
    T Resource { get; }

    /// <summary>Adds an annotation made by its parameterless constructor.</summary>
    /// <typeparam name="TAnnotation">The type of the annotation.</typeparam>
    /// <param name="behavior">Whether earlier annotations of the type stay.</param>
    /// <returns>The same builder.</returns>
    IResourceBuilder<T> WithAnnotation<TAnnotation>(ResourceAnnotationMutationBehavior behavior = ResourceAnnotationMutationBehavior.Append)
        where TAnnotation : IResourceAnnotation, new() => WithAnnotation(new TAnnotation(), behavior);

    /// <summary>Adds an annotation.</summary>
    /// <typeparam name="TAnnotation">The type of the annotation.</typeparam>
    /// <param name="annotation">The annotation.</param>
    /// <param name="behavior">Whether earlier annotations of the type stay.</param>
    /// <returns>The same builder.</returns>
    IResourceBuilder<T> WithAnnotation<TAnnotation>(TAnnotation annotation, ResourceAnnotationMutationBehavior behavior = ResourceAnnotationMutationBehavior.Append)
        where TAnnotation : IResourceAnnotation;
}
