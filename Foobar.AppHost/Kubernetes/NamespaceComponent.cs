using Foobar.AppHost.Kubernetes.Objects;
using Foobar.AppHost.Kubernetes.Output;
using Foobar.AppHost.Kubernetes.Settings;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes;

/// <summary>The namespace: what holds for all pods in it, whoever they are.</summary>
internal static class NamespaceComponent
{
    public static Component Create(KubernetesSettings settings)
    {
        var metadata = Labels.Metadata(settings.Namespace, settings.Namespace);
        foreach (var mode in new[] { "enforce", "audit", "warn" })
        {
            metadata.Labels[$"pod-security.kubernetes.io/{mode}"] = "restricted";
        }
        return new(
            Folders.Namespace,
            [
                new V1Namespace { ApiVersion = "v1", Kind = "Namespace", Metadata = metadata },
                NetworkPolicies.DenyAll(settings.Namespace),
                NetworkPolicies.AllowDns(settings.Namespace),
            ]);
    }
}
