using k8s;
using k8s.Models;

namespace Foobar.Tests.AppHost.Kubernetes.Policy;

/// <summary>A rule of a published check list.</summary>
/// <param name="Name">What it is called there, after the name of the list.</param>
/// <param name="Find">The objects that break it, as <c>Kind/name</c>.</param>
/// <param name="Change">Changes the objects so that others break it: a rule that always finds the same says nothing.</param>
internal sealed record PolicyRule(string Name, Func<Manifests, IEnumerable<string>> Find, Action<Manifests> Change)
{
    public override string ToString() => Name;

    public static string NameOf(IKubernetesObject<V1ObjectMeta> item) => $"{item.Kind}/{item.Metadata.Name}";

    /// <summary>A rule about each container.</summary>
    public static PolicyRule OfContainers(string name, Func<V1Container, bool> isRight, Action<V1Container> spoil) => new(
        name,
        manifests => manifests.Pods.Where(pod => !pod.Spec.Containers.All(isRight)).Select(pod => pod.Name),
        manifests => spoil(manifests.Pod("web").Container));

    /// <summary>A rule about each pod.</summary>
    public static PolicyRule OfPods(string name, Func<V1PodSpec, bool> isRight, Action<V1PodSpec> spoil) => new(
        name,
        manifests => manifests.Pods.Where(pod => !isRight(pod.Spec)).Select(pod => pod.Name),
        manifests => spoil(manifests.Pod("web").Spec));

    /// <summary>A rule about each container that serves.</summary>
    public static PolicyRule OfServers(string name, Func<V1Container, bool> isRight, Action<V1Container> spoil) => new(
        name,
        manifests => manifests.Servers.Where(pod => !pod.Spec.Containers.All(isRight)).Select(pod => pod.Name),
        manifests => spoil(manifests.Pod("web").Container));

    /// <summary>A rule about each object of a kind.</summary>
    public static PolicyRule Of<T>(string name, Func<T, Manifests, bool> isRight, Action<T> spoil)
        where T : IKubernetesObject<V1ObjectMeta> => new(
            name,
            manifests => manifests.All<T>().Where(item => !isRight(item, manifests)).Select(item => NameOf(item)),
            manifests => spoil(manifests.All<T>().First()));
}
