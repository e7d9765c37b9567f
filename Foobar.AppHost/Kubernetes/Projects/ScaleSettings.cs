using Foobar.AppHost.Kubernetes.Model;
using Foobar.AppHost.Kubernetes.Settings;

namespace Foobar.AppHost.Kubernetes.Projects;

/// <summary>How many pods there are.</summary>
/// <param name="Replicas">The number, or the lowest one if it is scaled.</param>
/// <param name="MaxReplicas">The highest number if it is scaled.</param>
/// <param name="IsScaled">Whether the number follows the load.</param>
internal sealed record ScaleSettings(int Replicas, int MaxReplicas, bool IsScaled)
{
    private const int Limit = 1000;

    /// <param name="reader">The settings of the component.</param>
    /// <param name="workload">The component, whose replicas in run mode are the least.</param>
    /// <param name="isScaled">Whether the number follows the load.</param>
    /// <exception cref="DistributedApplicationException">A number makes no sense.</exception>
    public static ScaleSettings Read(SettingsReader reader, Workload workload, bool isScaled)
    {
        var replicas = reader.Number(nameof(Replicas), Math.Max(2, workload.Projects.Sum(project => project.GetReplicaCount())), 1, Limit);
        if (!isScaled)
        {
            return new(replicas, replicas, false);
        }
        var max = reader.Number(nameof(MaxReplicas), Math.Max(10, replicas + 1), replicas + 1, Limit);
        return new(replicas, max, true);
    }
}
