namespace Foobar.AppHost.Kubernetes.Output;

/// <summary>The folders of the output: the base, with one for each component, and overlays, which kustomize wants beside it.</summary>
internal static class Folders
{
    public const string Base = "base";
    public const string Namespace = "namespace";
    public const string Overlays = "overlays";
    public const string Secrets = "secrets";

    /// <summary>Those of the base that are no component's.</summary>
    public static readonly string[] Reserved = [Namespace, Secrets];
}
