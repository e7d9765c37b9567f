using Foobar.AppHost.Kubernetes.Objects;
using k8s;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Output;

/// <summary>All files but those with secrets, by their paths with forward slashes. The same application gives the same bytes.</summary>
internal static class OutputFiles
{
    public static SortedDictionary<string, string> Create(KubernetesApplication application)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var component in application.Components)
        {
            AddComponent(files, component);
        }
        if (application.Secrets.Count > 0)
        {
            files[$"{Folders.Base}/{Folders.Secrets}/.gitignore"] = "*\n!.gitignore\n";
        }
        files[$"{Folders.Base}/{Kustomization.FileName}"] = CreateBase(application)
            .ToYaml("Written by publish, as all files here but the secrets. What is to be different belongs in an overlay.");
        files[Kustomization.FileName] = new Kustomization { Resources = [Folders.Base] }.ToYaml("kubectl apply -k");
        files[$"{Folders.Overlays}/small/{Kustomization.FileName}"] = SmallCluster.Create()
            .ToYaml("An example of an overlay: for a cluster of one small machine.");
        return files;
    }

    /// <summary>The file of a Secret, where publish writes its values.</summary>
    public static string GetSecretPath(string secret) => $"{Folders.Base}/{GetSecretFile(secret)}";

    private static string GetSecretFile(string secret) => $"{Folders.Secrets}/{secret}.env";

    private static Kustomization CreateBase(KubernetesApplication application) => new()
    {
        Namespace = application.Settings.Namespace,
        Resources = [.. application.Components.Select(component => component.Name)],
        SecretGenerator = application.Secrets.Count == 0 ? null :
        [
            .. application.Secrets.Keys.Select(secret => new KustomizeGenerator
            {
                Name = secret,
                Envs = [GetSecretFile(secret)],
                Options = new() { Labels = Labels.Select(secret) },
            }),
        ],
    };

    private static void AddComponent(SortedDictionary<string, string> files, Component component)
    {
        var folder = $"{Folders.Base}/{component.Name}";
        List<string> resources = [];
        foreach (var item in component.Objects)
        {
            var name = GetFileName(component, item);
            resources.Add(name);
            files.Add($"{folder}/{name}", ManifestYaml.Serialize(item));
        }
        foreach (var file in component.ConfigMaps.Values.SelectMany(configFiles => configFiles))
        {
            files.Add($"{folder}/{file.Name}", file.Content);
        }
        resources.Sort(StringComparer.Ordinal);
        files.Add($"{folder}/{Kustomization.FileName}", new Kustomization
        {
            Resources = resources,
            ConfigMapGenerator = component.ConfigMaps.Count == 0 ? null :
            [
                .. component.ConfigMaps.Select(configMap => new KustomizeGenerator
                {
                    Name = configMap.Key,
                    Files = [.. configMap.Value.Select(file => file.Name)],
                    Options = new() { Labels = Labels.Select(component.Name) },
                }),
            ],
        }.ToYaml());
    }

    // Most components have one object of a kind, and it has the component's name.
    private static string GetFileName(Component component, IKubernetesObject<V1ObjectMeta> item)
    {
        var kind = item.Kind.ToLowerInvariant();
        return component.Objects.Count(other => other.Kind == item.Kind) == 1 || item.Metadata.Name == component.Name
            ? $"{kind}.yaml"
            : $"{kind}-{item.Metadata.Name}.yaml";
    }
}
