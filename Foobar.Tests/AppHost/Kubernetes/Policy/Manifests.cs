using k8s;
using k8s.Models;

namespace Foobar.Tests.AppHost.Kubernetes.Policy;

/// <summary>The objects of a publication as a cluster would read them: from their files, strictly. They may be changed.</summary>
internal sealed class Manifests(IEnumerable<object> objects)
{
    public List<IKubernetesObject<V1ObjectMeta>> Objects { get; } = [.. objects.Cast<IKubernetesObject<V1ObjectMeta>>()];

    /// <summary>The names of the Secrets and ConfigMaps that kustomize makes.</summary>
    public HashSet<string> Generated { get; init; } = [];

    public IEnumerable<PodTemplate> Pods =>
    [
        .. All<V1Deployment>().Select(item => new PodTemplate(item, item.Spec.Template)),
        .. All<V1StatefulSet>().Select(item => new PodTemplate(item, item.Spec.Template)),
        .. All<V1CronJob>().Select(item => new PodTemplate(item, item.Spec.JobTemplate.Spec.Template)),
    ];

    /// <summary>The pods that serve, rather than do a job and end.</summary>
    public IEnumerable<PodTemplate> Servers => Pods.Where(pod => pod.Owner is not V1CronJob);

    public static Manifests Read(Publication publication) => new(
        publication.ObjectFiles.Select(file => Assert.Single(KubernetesYaml.LoadAllFromString(file.Value, strict: true))))
    {
        Generated =
        [
            .. publication.Application.Secrets.Keys,
            .. publication.Application.Components.SelectMany(component => component.ConfigMaps.Keys),
        ],
    };

    public IEnumerable<T> All<T>() => Objects.OfType<T>();

    public T Get<T>(string name)
        where T : IKubernetesObject<V1ObjectMeta> => All<T>().Single(item => item.Metadata.Name == name);

    public PodTemplate Pod(string name) => Pods.Single(pod => pod.Owner.Metadata.Name == name);
}

/// <summary>A pod, and what makes it.</summary>
internal sealed record PodTemplate(IKubernetesObject<V1ObjectMeta> Owner, V1PodTemplateSpec Template)
{
    public string Name => PolicyRule.NameOf(Owner);

    public V1PodSpec Spec => Template.Spec;

    public V1Container Container => Template.Spec.Containers[0];

    public bool IsSelectedBy(IDictionary<string, string>? labels) =>
        labels is null || labels.All(label => Template.Metadata.Labels.TryGetValue(label.Key, out var value) && value == label.Value);

    public bool IsSelectedBy(V1LabelSelector selector) => IsSelectedBy(selector.MatchLabels);
}
