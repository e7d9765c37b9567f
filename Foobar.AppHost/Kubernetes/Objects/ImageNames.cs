using Foobar.AppHost.Kubernetes.Settings;

namespace Foobar.AppHost.Kubernetes.Objects;

/// <summary>Where images come from.</summary>
internal static class ImageNames
{
    /// <summary>The image of a project as its build names it: <c>foobar-web</c> for <c>Foobar.Web</c>.</summary>
    public static string OfProject(KubernetesSettings settings, string component, string project)
    {
        var name = $"{project.ToLowerInvariant().Replace('.', '-')}:{settings.Tag}";
        return Choose(settings, component, settings.Registry is { } registry ? $"{registry}/{name}" : name);
    }

    /// <summary>What the component's setting <c>Image</c> says, which may be a digest, or else the given one.</summary>
    public static string Choose(KubernetesSettings settings, string component, string image) =>
        settings.Component(component).Text("Image", image, SettingRules.IsImage, SettingRules.Image);
}
