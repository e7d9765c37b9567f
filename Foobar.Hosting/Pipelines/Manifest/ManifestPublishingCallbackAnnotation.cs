using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Writes what the manifest says of the resource.</summary>
/// <param name="callback">Writes the properties of the resource's object; the resource is left out when null.</param>
public class ManifestPublishingCallbackAnnotation(Func<ManifestPublishingContext, Task>? callback) : IResourceAnnotation
{
    /// <summary>The resource is not in the manifest.</summary>
    public static ManifestPublishingCallbackAnnotation Ignore { get; } = new(callback: null);

    /// <summary>Writes the properties of the resource's object.</summary>
    public Func<ManifestPublishingContext, Task>? Callback { get; } = callback;
}
