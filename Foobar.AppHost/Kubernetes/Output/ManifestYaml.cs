using System.Text.RegularExpressions;
using k8s;

namespace Foobar.AppHost.Kubernetes.Output;

/// <summary>An object as the contents of its file.</summary>
internal static partial class ManifestYaml
{
    // KubernetesYaml writes a quantity of whole units as a number. It is text, and not every reader lets that pass.
    public static string Serialize(object item) => WholeCpus().Replace($"{KubernetesYaml.Serialize(item)}\n", "$1\"$2\"");

    [GeneratedRegex("^( +cpu: )([0-9]+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex WholeCpus();
}
