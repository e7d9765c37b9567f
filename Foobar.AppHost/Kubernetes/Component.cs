using k8s;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes;

/// <summary>What makes up one part of the application in Kubernetes, and a folder of the output.</summary>
/// <param name="Name">The name of the folder.</param>
/// <param name="Objects">The objects, each to be a file.</param>
internal sealed record Component(string Name, IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Objects)
{
    /// <summary>Files that become ConfigMaps, by the names of these.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ConfigFile>> ConfigMaps { get; init; } = new Dictionary<string, IReadOnlyList<ConfigFile>>();
}

/// <summary>A file of a ConfigMap.</summary>
internal sealed record ConfigFile(string Name, string Content);
