namespace Foobar.Tests.AppHost.Kubernetes.Policy;

internal static class ImageTags
{
    /// <summary>Whether an image is of one version, now and later.</summary>
    public static bool HasFixedTag(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return name.Contains('@', StringComparison.Ordinal)
            || (name.Contains(':', StringComparison.Ordinal) && !name.EndsWith(":latest", StringComparison.Ordinal));
    }
}
