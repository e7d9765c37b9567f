using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Objects;

/// <summary>The labels that Kubernetes recommends.</summary>
internal static class Labels
{
    public const string Name = "app.kubernetes.io/name";
    public const string PartOf = "app.kubernetes.io/part-of";
    public const string Version = "app.kubernetes.io/version";
    public const string ManagedBy = "app.kubernetes.io/managed-by";

    private const string Application = "foobar";

    /// <summary>What selects the pods of a component. It can never be changed once they run.</summary>
    public static SortedDictionary<string, string> Select(string component) => new(StringComparer.Ordinal)
    {
        [Name] = component,
        [PartOf] = Application,
    };

    public static V1LabelSelector Selector(string component) => new() { MatchLabels = Select(component) };

    /// <summary>The name and the labels of an object.</summary>
    public static V1ObjectMeta Metadata(string name, string component, IDictionary<string, string>? annotations = null)
    {
        var labels = Select(component);
        labels[ManagedBy] = "aspire";
        return new() { Name = name, Labels = labels, Annotations = annotations };
    }

    /// <summary>The labels of a pod: of the version too, so that it can be seen which one runs.</summary>
    public static V1ObjectMeta PodMetadata(string component, string? version)
    {
        var labels = Select(component);
        if (version is not null)
        {
            labels[Version] = version;
        }
        return new() { Labels = labels };
    }
}
