using k8s.Models;

namespace Foobar.Tests.AppHost.Kubernetes.Policy;

/// <summary>https://polaris.docs.fairwinds.com/checks/</summary>
internal static class PolarisRules
{
    private static readonly string[] s_sensitive = ["password", "secret", "token", "api_key", "apikey", "private_key"];

    public static IEnumerable<PolicyRule> All =>
    [
        PolicyRule.Of<V2HorizontalPodAutoscaler>(
            "Polaris: hpaMaxAvailability",
            (scaler, _) => scaler.Spec.MaxReplicas > scaler.Spec.MinReplicas,
            scaler => scaler.Spec.MaxReplicas = 2),
        PolicyRule.Of<V2HorizontalPodAutoscaler>(
            "Polaris: hpaMinAvailability",
            (scaler, _) => scaler.Spec.MinReplicas >= 2,
            scaler => scaler.Spec.MinReplicas = 1),
        PolicyRule.Of<V1PodDisruptionBudget>(
            "Polaris: pdbMinAvailableGreaterThanHPAMinReplicas",
            (budget, manifests) => budget.Spec.MinAvailable is null
                || manifests.All<V2HorizontalPodAutoscaler>().All(scaler => scaler.Metadata.Name != budget.Metadata.Name || int.Parse(budget.Spec.MinAvailable.Value) < scaler.Spec.MinReplicas),
            budget => (budget.Metadata.Name, budget.Spec.MinAvailable) = ("web", 2)),
        PolicyRule.Of<V1PodDisruptionBudget>(
            "Polaris: pdbDisruptionsIsZero",
            (budget, _) => budget.Spec.MaxUnavailable?.Value is not ("0" or "0%"),
            budget => budget.Spec.MaxUnavailable = "0%"),
        PolicyRule.Of<V1Deployment>(
            "Polaris: missingPodDisruptionBudget",
            (item, manifests) => manifests.All<V1PodDisruptionBudget>().Any(budget => new PodTemplate(item, item.Spec.Template).IsSelectedBy(budget.Spec.Selector)),
            item => item.Spec.Template.Metadata.Labels = new Dictionary<string, string>()),
        PolicyRule.OfContainers(
            "Polaris: linuxHardening",
            container => container.SecurityContext.SeccompProfile is not null || container.SecurityContext.SeLinuxOptions is not null || container.SecurityContext.Capabilities?.Drop is { Count: > 0 },
            container => (container.SecurityContext.SeccompProfile, container.SecurityContext.Capabilities) = (null, null)),
        PolicyRule.OfContainers(
            "Polaris: insecureCapabilities",
            container => container.SecurityContext.Capabilities is { Add: null, Drop.Count: > 0 },
            container => container.SecurityContext.Capabilities.Add = ["SYS_ADMIN"]),
        PolicyRule.OfContainers(
            "Polaris: sensitiveContainerEnvVar",
            container => !container.Env.Any(variable => variable.Value is { Length: > 0 } && s_sensitive.Any(word => variable.Name.Contains(word, StringComparison.OrdinalIgnoreCase))),
            container => container.Env.Add(new() { Name = "API_KEY_OF_ALL", Value = "1" })),
        new(
            "Polaris: sensitiveConfigmapContent",
            manifests => manifests.All<V1ConfigMap>().Where(map => map.Data.Keys.Any(key => s_sensitive.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase)))).Select(PolicyRule.NameOf),
            manifests => manifests.Objects.Add(new V1ConfigMap { Kind = "ConfigMap", Metadata = new() { Name = "all" }, Data = new Dictionary<string, string> { ["password"] = "1" } })),
        PolicyRule.Of<V1Ingress>("Polaris: tlsSettingsMissing", (ingress, _) => ingress.Spec.Tls is { Count: > 0 }, ingress => ingress.Spec.Tls = null),
        new(
            "Polaris: automountServiceAccountToken",
            manifests => manifests.Pods.Where(pod => pod.Spec.AutomountServiceAccountToken != false).Select(pod => pod.Name),
            manifests => manifests.Pod("web").Spec.AutomountServiceAccountToken = null),
        new(
            "Polaris: missingNetworkPolicy",
            manifests => manifests.Pods.Where(pod => !manifests.All<V1NetworkPolicy>().Any(policy => pod.IsSelectedBy(policy.Spec.PodSelector))).Select(pod => pod.Name),
            manifests => manifests.Objects.RemoveAll(item => item is V1NetworkPolicy)),
        PolicyRule.Of<V1Deployment>(
            "Polaris: deploymentMissingReplicas",
            (item, manifests) => item.Spec.Replicas >= 2 || manifests.All<V2HorizontalPodAutoscaler>().Any(scaler => scaler.Spec.ScaleTargetRef.Name == item.Metadata.Name),
            item => (item.Spec.Replicas, item.Metadata.Name) = (1, "alone")),
    ];
}
