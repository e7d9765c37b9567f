using Foobar.AppHost.Kubernetes.Settings;
using Microsoft.Extensions.Configuration;

namespace Foobar.AppHost.ContainerImages;

/// <summary>Where images are pushed to and under which tag: the settings by which the manifests name them.</summary>
/// <param name="Registry">The registry, and what the names of its repositories begin with.</param>
/// <param name="Tag">The tag of all images.</param>
/// <param name="BaseImage">What to build on instead of Microsoft's base image, such as a mirror of it.</param>
/// <param name="RuntimeIdentifier">The platform of the images, such as <c>linux-arm64</c>; this machine's when null.</param>
internal sealed record ImageSettings(string Registry, string Tag, string? BaseImage = null, string? RuntimeIdentifier = null)
{
    private const string BaseImageKey = "Images:BaseImage";
    private const string RuntimeIdentifierKey = "Images:RuntimeIdentifier";

    /// <exception cref="DistributedApplicationException">No registry is set, or a setting makes no sense.</exception>
    public static ImageSettings Read(IConfiguration configuration)
    {
        var kubernetes = new KubernetesSettings(configuration);
        return kubernetes.Registry is { } registry
            ? new(registry, kubernetes.Tag, Find(BaseImageKey), Find(RuntimeIdentifierKey))
            : throw new DistributedApplicationException("Kubernetes:Registry is not set, so the images have nowhere to go. Name a registry: --Kubernetes:Registry=ghcr.io/foobar");

        string? Find(string key) => configuration[key] is { Length: > 0 } value ? value : null;
    }
}
