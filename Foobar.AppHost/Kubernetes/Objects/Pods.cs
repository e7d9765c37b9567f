using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Objects;

/// <summary>What holds for every pod: the Pod Security Standard "restricted", and a file system that cannot be written.</summary>
internal static class Pods
{
    private const string Temporary = "tmp";
    private const string HostName = "kubernetes.io/hostname";
    private const string Zone = "topology.kubernetes.io/zone";

    /// <summary>A pod of one container, with an account of its own that nobody can use unless it has to.</summary>
    /// <param name="component">The component; its account has its name.</param>
    /// <param name="user">The user and group that it runs as; volumes are the group's.</param>
    /// <param name="container">The container.</param>
    /// <param name="temporarySize">The room for temporary files; who takes more is evicted.</param>
    public static V1PodSpec Create(string component, long user, V1Container container, string temporarySize)
    {
        container.SecurityContext = new()
        {
            AllowPrivilegeEscalation = false,
            Capabilities = new() { Drop = ["ALL"] },
            Privileged = false,
            ReadOnlyRootFilesystem = true,
            RunAsGroup = user,
            RunAsNonRoot = true,
            RunAsUser = user,
            SeccompProfile = new() { Type = "RuntimeDefault" },
        };
        container.ImagePullPolicy = "IfNotPresent";
        container.VolumeMounts = [new() { Name = Temporary, MountPath = "/tmp" }];
        return new()
        {
            ServiceAccountName = component,
            AutomountServiceAccountToken = false,
            // Variables such as WEB_PORT for each Service would be taken for settings.
            EnableServiceLinks = false,
            SecurityContext = new()
            {
                FsGroup = user,
                FsGroupChangePolicy = "OnRootMismatch",
                RunAsGroup = user,
                RunAsNonRoot = true,
                RunAsUser = user,
                SeccompProfile = new() { Type = "RuntimeDefault" },
            },
            Containers = [container],
            Volumes = [new() { Name = Temporary, EmptyDir = new() { SizeLimit = new(temporarySize) } }],
        };
    }

    /// <summary>Mounts a volume into the pod's container.</summary>
    public static void Mount(this V1PodSpec pod, V1Volume volume, string path, bool readOnly = false)
    {
        pod.Volumes.Add(volume);
        pod.MountOnly(volume.Name, path, readOnly);
    }

    /// <summary>Mounts what is no volume of the pod itself: a claim of its StatefulSet.</summary>
    public static void MountOnly(this V1PodSpec pod, string volume, string path, bool readOnly = false) =>
        pod.Containers[0].VolumeMounts.Add(new() { Name = volume, MountPath = path, ReadOnlyProperty = readOnly ? true : null });

    /// <summary>Keeps replicas on different machines, and in different zones where there are some.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="component">The component.</param>
    /// <param name="required">Whether a replica is rather not run than beside another one.</param>
    public static void SpreadOut(this V1PodSpec pod, string component, bool required)
    {
        var term = new V1PodAffinityTerm { LabelSelector = Labels.Selector(component), TopologyKey = HostName };
        pod.Affinity = new()
        {
            PodAntiAffinity = required
                ? new() { RequiredDuringSchedulingIgnoredDuringExecution = [term] }
                : new() { PreferredDuringSchedulingIgnoredDuringExecution = [new() { Weight = 100, PodAffinityTerm = term }] },
        };
        pod.TopologySpreadConstraints =
        [
            new() { LabelSelector = Labels.Selector(component), MaxSkew = 1, TopologyKey = Zone, WhenUnsatisfiable = "ScheduleAnyway" },
        ];
    }
}
