using k8s;

namespace Foobar.AppHost.Kubernetes.Output;

/// <summary>The file by which kustomize puts the others together.</summary>
internal sealed class Kustomization
{
    public const string FileName = "kustomization.yaml";

    public string ApiVersion { get; } = "kustomize.config.k8s.io/v1beta1";

    public string Kind { get; } = "Kustomization";

    public string? Namespace { get; init; }

    public IList<string>? Resources { get; init; }

    public IList<KustomizeGenerator>? ConfigMapGenerator { get; init; }

    public IList<KustomizeGenerator>? SecretGenerator { get; init; }

    public IList<KustomizePatch>? Patches { get; init; }

    public string ToYaml(string? comment = null) => $"{(comment is null ? "" : $"# {comment}\n")}{KubernetesYaml.Serialize(this)}\n";
}

/// <summary>Makes a ConfigMap of files or a Secret of lines. Its name changes with its contents, so that pods follow.</summary>
internal sealed class KustomizeGenerator
{
    public required string Name { get; init; }

    public IList<string>? Files { get; init; }

    public IList<string>? Envs { get; init; }

    public KustomizeOptions? Options { get; init; }
}

internal sealed class KustomizeOptions
{
    public IDictionary<string, string>? Labels { get; init; }
}

/// <summary>Changes objects of a kind.</summary>
internal sealed class KustomizePatch
{
    public required KustomizeTarget Target { get; init; }

    public required string Patch { get; init; }
}

internal sealed class KustomizeTarget
{
    public required string Kind { get; init; }
}
