using k8s.Models;

namespace Foobar.Tests.AppHost.Kubernetes.Policy;

/// <summary>https://github.com/zegl/kube-score/blob/master/README_CHECKS.md</summary>
internal static class KubeScoreRules
{
    private static readonly string[] s_resources = ["cpu", "memory"];
    private static readonly string[] s_directions = ["Ingress", "Egress"];

    public static IEnumerable<PolicyRule> All =>
    [
        PolicyRule.OfContainers(
            "kube-score: container-resources",
            container => s_resources.All(resource => container.Resources.Requests.ContainsKey(resource) && container.Resources.Limits.ContainsKey(resource)),
            container => container.Resources.Limits.Remove("memory")),
        PolicyRule.OfContainers(
            "kube-score: container-ephemeral-storage-request-and-limit",
            container => container.Resources.Requests.ContainsKey("ephemeral-storage") && container.Resources.Limits.ContainsKey("ephemeral-storage"),
            container => container.Resources.Requests.Remove("ephemeral-storage")),
        PolicyRule.OfContainers(
            "kube-score: container-image-tag",
            container => ImageTags.HasFixedTag(container.Image),
            container => container.Image = "foobar-web:latest"),
        PolicyRule.OfContainers(
            "kube-score: container-image-pull-policy",
            container => container.ImagePullPolicy == "Always",
            container => container.ImagePullPolicy = "Always"),
        PolicyRule.OfContainers(
            "kube-score: container-security-context-privileged",
            container => container.SecurityContext.Privileged != true,
            container => container.SecurityContext.Privileged = true),
        PolicyRule.OfContainers(
            "kube-score: container-security-context-readonlyrootfilesystem",
            container => container.SecurityContext.ReadOnlyRootFilesystem == true,
            container => container.SecurityContext.ReadOnlyRootFilesystem = null),
        PolicyRule.OfContainers(
            "kube-score: container-security-context-user-group-id",
            container => container.SecurityContext is { RunAsUser: > 10000, RunAsGroup: > 10000 },
            container => container.SecurityContext.RunAsGroup = 0),
        PolicyRule.OfContainers(
            "kube-score: container-seccomp-profile",
            container => container.SecurityContext.SeccompProfile is not null,
            container => container.SecurityContext.SeccompProfile = null),
        PolicyRule.OfContainers(
            "kube-score: environment-variable-key-duplication",
            container => container.Env.DistinctBy(variable => variable.Name).Count() == container.Env.Count,
            container => container.Env.Add(container.Env[0])),
        PolicyRule.OfServers(
            "kube-score: container-ports-check",
            container => container.Ports.All(port => port is { Name.Length: > 0 and <= 15, ContainerPort: > 0 and < 65536 }) && container.Ports.DistinctBy(port => port.Name).Count() == container.Ports.Count,
            container => container.Ports.Add(container.Ports[0])),
        PolicyRule.OfServers(
            "kube-score: pod-probes",
            container => container is { ReadinessProbe: not null, LivenessProbe: not null },
            container => container.LivenessProbe = null),
        PolicyRule.OfServers(
            "kube-score: pod-probes-identical",
            container => Describe(container.ReadinessProbe) != Describe(container.LivenessProbe) && Describe(container.ReadinessProbe) != Describe(container.StartupProbe),
            container => container.ReadinessProbe = container.LivenessProbe),
        new(
            "kube-score: pod-networkpolicy",
            manifests => manifests.Pods.Where(pod => !s_directions.All(type =>
                manifests.All<V1NetworkPolicy>().Any(policy => policy.Spec.PolicyTypes.Contains(type) && pod.IsSelectedBy(policy.Spec.PodSelector)))).Select(pod => pod.Name),
            manifests => manifests.Objects.RemoveAll(item => item is V1NetworkPolicy)),
        PolicyRule.Of<V1NetworkPolicy>(
            "kube-score: networkpolicy-targets-pod",
            (policy, manifests) => manifests.Pods.Any(pod => pod.IsSelectedBy(policy.Spec.PodSelector)),
            policy => policy.Spec.PodSelector = new() { MatchLabels = new Dictionary<string, string> { ["app"] = "nobody" } }),
        PolicyRule.Of<V1Service>(
            "kube-score: service-targets-pod",
            (service, manifests) => manifests.Servers.Any(pod => pod.IsSelectedBy(service.Spec.Selector)),
            service => service.Spec.Selector["app"] = "nobody"),
        PolicyRule.Of<V1Service>("kube-score: service-type", (service, _) => service.Spec.Type != "NodePort", service => service.Spec.Type = "NodePort"),
        PolicyRule.Of<V1Ingress>(
            "kube-score: ingress-targets-service",
            (ingress, manifests) => ingress.Spec.Rules.SelectMany(rule => rule.Http.Paths).All(path => manifests.All<V1Service>().Any(service =>
                service.Metadata.Name == path.Backend.Service.Name && service.Spec.Ports.Any(port => port.Name == path.Backend.Service.Port.Name))),
            ingress => ingress.Spec.Rules[0].Http.Paths[0].Backend.Service.Name = "nobody"),
        PolicyRule.Of<V1CronJob>(
            "kube-score: cronjob-has-deadline",
            (job, _) => job.Spec.StartingDeadlineSeconds > 0,
            job => job.Spec.StartingDeadlineSeconds = null),
        PolicyRule.Of<V1CronJob>(
            "kube-score: cronjob-restartpolicy",
            (job, _) => job.Spec.JobTemplate.Spec.Template.Spec.RestartPolicy is "Never" or "OnFailure",
            job => job.Spec.JobTemplate.Spec.Template.Spec.RestartPolicy = null),
        new(
            "kube-score: stable-version",
            manifests => manifests.Objects.Where(item => item.ApiVersion.Contains("beta", StringComparison.Ordinal)).Select(PolicyRule.NameOf),
            manifests => manifests.Objects[0].ApiVersion = "apps/v1beta1"),
        new(
            "kube-score: label-values",
            manifests => manifests.Objects.Where(item => !item.Metadata.Labels.Values.All(value => System.Text.RegularExpressions.Regex.IsMatch(value, "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"))).Select(PolicyRule.NameOf),
            manifests => manifests.Objects[0].Metadata.Labels["version"] = "1:0"),
        .. Workloads,
    ];

    private static IEnumerable<PolicyRule> Workloads =>
    [
        PolicyRule.Of<V1Deployment>(
            "kube-score: deployment-has-poddisruptionbudget",
            (item, manifests) => HasBudget(new(item, item.Spec.Template), manifests),
            item => item.Spec.Template.Metadata.Labels = new Dictionary<string,
            string>()),
        PolicyRule.Of<V1StatefulSet>(
            "kube-score: statefulset-has-poddisruptionbudget",
            (item, manifests) => HasBudget(new(item, item.Spec.Template), manifests),
            item => item.Spec.Template.Metadata.Labels = new Dictionary<string,
            string>()),
        PolicyRule.Of<V1PodDisruptionBudget>(
            "kube-score: poddisruptionbudget-has-policy",
            (budget, _) => budget.Spec.MaxUnavailable is not null || budget.Spec.MinAvailable is not null,
            budget => budget.Spec.MaxUnavailable = null),
        PolicyRule.Of<V1Deployment>(
            "kube-score: deployment-has-host-podantiaffinity",
            (item, _) => IsSpread(item.Spec.Template.Spec),
            item => item.Spec.Template.Spec.Affinity = null),
        PolicyRule.Of<V1StatefulSet>(
            "kube-score: statefulset-has-host-podantiaffinity",
            (item, _) => IsSpread(item.Spec.Template.Spec),
            item => item.Spec.Template.Spec.Affinity.PodAntiAffinity = null),
        PolicyRule.OfPods(
            "kube-score: pod-topology-spread-constraints",
            pod => pod.TopologySpreadConstraints is { Count: > 0 } || pod.RestartPolicy == "Never",
            pod => pod.TopologySpreadConstraints = null),
        PolicyRule.Of<V1StatefulSet>(
            "kube-score: statefulset-has-servicename",
            (item, manifests) => manifests.All<V1Service>().Any(service => service.Metadata.Name == item.Spec.ServiceName && service.Spec.ClusterIP == "None"),
            item => item.Spec.ServiceName = "nobody"),
        PolicyRule.Of<V1StatefulSet>(
            "kube-score: statefulset-pod-selector-labels-match-template-metadata-labels",
            (item, _) => new PodTemplate(item, item.Spec.Template).IsSelectedBy(item.Spec.Selector),
            item => item.Spec.Selector.MatchLabels["app"] = "other"),
        PolicyRule.Of<V1Deployment>(
            "kube-score: deployment-pod-selector-labels-match-template-metadata-labels",
            (item, _) => new PodTemplate(item, item.Spec.Template).IsSelectedBy(item.Spec.Selector),
            item => item.Spec.Selector.MatchLabels["app"] = "other"),
        PolicyRule.Of<V1Deployment>(
            "kube-score: deployment-targeted-by-hpa-does-not-have-replicas-configured",
            (item, manifests) => item.Spec.Replicas is null || !IsScaled(item, manifests),
            item => (item.Spec.Replicas, item.Metadata.Name) = (2, "web")),
        PolicyRule.Of<V1Deployment>(
            "kube-score: deployment-replicas",
            (item, manifests) => item.Spec.Replicas >= 2 || IsScaled(item, manifests),
            item => (item.Spec.Replicas, item.Metadata.Name) = (1, "alone")),
        PolicyRule.Of<V1Deployment>(
            "kube-score: deployment-strategy",
            (item, _) => item.Spec.Strategy.Type == "RollingUpdate",
            item => item.Spec.Strategy.Type = "Recreate"),
        PolicyRule.Of<V2HorizontalPodAutoscaler>(
            "kube-score: horizontalpodautoscaler-has-target",
            (scaler, manifests) => manifests.All<V1Deployment>().Any(item => item.Metadata.Name == scaler.Spec.ScaleTargetRef.Name && item.ApiVersion == scaler.Spec.ScaleTargetRef.ApiVersion),
            scaler => scaler.Spec.ScaleTargetRef.Name = "nobody"),
        PolicyRule.Of<V2HorizontalPodAutoscaler>(
            "kube-score: horizontalpodautoscaler-replicas",
            (scaler, _) => scaler.Spec.MinReplicas >= 2,
            scaler => scaler.Spec.MinReplicas = 1),
    ];

    private static bool HasBudget(PodTemplate pod, Manifests manifests) => manifests.All<V1PodDisruptionBudget>().Any(budget => pod.IsSelectedBy(budget.Spec.Selector));

    private static bool IsScaled(V1Deployment item, Manifests manifests) =>
        manifests.All<V2HorizontalPodAutoscaler>().Any(scaler => scaler.Spec.ScaleTargetRef.Name == item.Metadata.Name);

    private static bool IsSpread(V1PodSpec pod) => pod.Affinity?.PodAntiAffinity is { } antiAffinity
        && (antiAffinity.RequiredDuringSchedulingIgnoredDuringExecution ?? [])
            .Concat((antiAffinity.PreferredDuringSchedulingIgnoredDuringExecution ?? []).Select(term => term.PodAffinityTerm))
            .Any(term => term.TopologyKey == "kubernetes.io/hostname");

    private static string Describe(V1Probe? probe) => probe is null ? "" : k8s.KubernetesJson.Serialize(probe);
}
