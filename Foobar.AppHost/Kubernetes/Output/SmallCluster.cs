namespace Foobar.AppHost.Kubernetes.Output;

/// <summary>What a cluster of one machine can bear: both nodes of MySQL side by side, and less of everything.</summary>
internal static class SmallCluster
{
    public static Kustomization Create() => new()
    {
        Resources = [$"../../{Folders.Base}"],
        Patches =
        [
            Patch("HorizontalPodAutoscaler", Replace("/spec/minReplicas", "1"), Replace("/spec/maxReplicas", "2")),
            Patch("Deployment", Request("cpu", "50m"), Request("memory", "128Mi")),
            Patch("StatefulSet", "- op: remove\n  path: /spec/template/spec/affinity\n", Request("cpu", "100m"), Request("memory", "512Mi")),
        ],
    };

    private static KustomizePatch Patch(string kind, params string[] operations) => new()
    {
        Target = new() { Kind = kind },
        Patch = string.Concat(operations),
    };

    private static string Request(string resource, string value) =>
        Replace($"/spec/template/spec/containers/0/resources/requests/{resource}", value);

    private static string Replace(string path, string value) => $"- op: replace\n  path: {path}\n  value: {value}\n";
}
