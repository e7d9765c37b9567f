using Foobar.AppHost.Kubernetes.Settings;

namespace Foobar.AppHost.Kubernetes.Projects;

/// <summary>How many pods there are.</summary>
/// <param name="Replicas">The number, or the lowest one if it is scaled.</param>
/// <param name="MaxReplicas">The highest number if it is scaled.</param>
/// <param name="IsScaled">Whether the number follows the load.</param>
internal sealed record ScaleSettings(int Replicas, int MaxReplicas, bool IsScaled)
{
    private const int Limit = 1000;

    /// <exception cref="DistributedApplicationException">A number makes no sense.</exception>
    public static ScaleSettings Read(SettingsReader reader, bool isScaled)
    {
        var replicas = reader.Number(nameof(Replicas), 2, 1, Limit);
        if (!isScaled)
        {
            return new(replicas, replicas, false);
        }
        var max = reader.Number(nameof(MaxReplicas), Math.Max(10, replicas + 1), replicas + 1, Limit);
        return new(replicas, max, true);
    }
}
