using k8s.Models;

namespace Foobar.Tests.AppHost.Kubernetes.Policy;

/// <summary>https://docs.kubelinter.io/#/generated/checks</summary>
internal static class KubeLinterRules
{
    private static readonly string[] s_secretWords = ["PASSWORD", "SECRET", "TOKEN", "KEY"];

    public static IEnumerable<PolicyRule> All =>
    [
        PolicyRule.Of<V1Service>(
            "kube-linter: dangling-service",
            (service, manifests) => manifests.Pods.Any(pod => pod.IsSelectedBy(service.Spec.Selector)),
            service => service.Spec.Selector["app"] = "nobody"),
        PolicyRule.Of<V1Ingress>(
            "kube-linter: dangling-ingress",
            (ingress, manifests) => ingress.Spec.Rules.SelectMany(rule => rule.Http.Paths).All(path => manifests.All<V1Service>().Any(service => service.Metadata.Name == path.Backend.Service.Name)),
            ingress => ingress.Spec.Rules[0].Http.Paths[0].Backend.Service.Name = "nobody"),
        PolicyRule.Of<V1NetworkPolicy>(
            "kube-linter: dangling-networkpolicy",
            (policy, manifests) => manifests.Pods.Any(pod => pod.IsSelectedBy(policy.Spec.PodSelector)),
            policy => policy.Spec.PodSelector = Nobody()),
        PolicyRule.Of<V1NetworkPolicy>(
            "kube-linter: dangling-networkpolicypeer-podselector",
            (policy, manifests) => Peers(policy).Where(peer => peer.NamespaceSelector is null && peer.PodSelector is not null).All(peer => manifests.Pods.Any(pod => pod.IsSelectedBy(peer.PodSelector))),
            policy => policy.Spec.Egress = [new() { To = [new() { PodSelector = Nobody() }] }]),
        PolicyRule.Of<V2HorizontalPodAutoscaler>(
            "kube-linter: dangling-horizontalpodautoscaler",
            (scaler, manifests) => manifests.All<V1Deployment>().Any(item => item.Metadata.Name == scaler.Spec.ScaleTargetRef.Name),
            scaler => scaler.Spec.ScaleTargetRef.Name = "nobody"),
        PolicyRule.OfPods(
            "kube-linter: default-service-account",
            pod => pod.ServiceAccountName is { Length: > 0 } and not "default",
            pod => pod.ServiceAccountName = null),
        new(
            "kube-linter: non-existent-service-account",
            manifests => manifests.Pods.Where(pod => !manifests.All<V1ServiceAccount>().Any(account => account.Metadata.Name == pod.Spec.ServiceAccountName)).Select(pod => pod.Name),
            manifests => manifests.Pod("web").Spec.ServiceAccountName = "nobody"),
        PolicyRule.OfContainers(
            "kube-linter: duplicate-env-var",
            container => container.Env.DistinctBy(variable => variable.Name).Count() == container.Env.Count,
            container => container.Env.Add(container.Env[0])),
        PolicyRule.OfContainers(
            "kube-linter: env-var-secret",
            container => !container.Env.Any(variable => variable.Value is { Length: > 0 } && s_secretWords.Any(word => variable.Name.EndsWith(word, StringComparison.OrdinalIgnoreCase))),
            container => container.Env.Add(new() { Name = "APP_PASSWORD", Value = "foobar" })),
        PolicyRule.OfContainers("kube-linter: latest-tag", container => ImageTags.HasFixedTag(container.Image), container => container.Image = "foobar-web"),
        PolicyRule.Of<V1Service>(
            "kube-linter: invalid-target-ports",
            (service, manifests) => service.Spec.Ports.All(port => manifests.Servers.Where(pod => pod.IsSelectedBy(service.Spec.Selector)).All(pod => pod.Container.Ports.Any(own => own.Name == port.TargetPort.Value))),
            service => service.Spec.Ports[0].TargetPort = "nothing"),
        PolicyRule.Of<V1Deployment>(
            "kube-linter: mismatching-selector",
            (item, _) => new PodTemplate(item, item.Spec.Template).IsSelectedBy(item.Spec.Selector),
            item => item.Spec.Selector.MatchLabels["app"] = "other"),
        PolicyRule.OfContainers(
            "kube-linter: no-read-only-root-fs",
            container => container.SecurityContext.ReadOnlyRootFilesystem == true,
            container => container.SecurityContext.ReadOnlyRootFilesystem = false),
        PolicyRule.Of<V1Deployment>(
            "kube-linter: no-rolling-update-strategy",
            (item, _) => item.Spec.Strategy is { Type: "RollingUpdate", RollingUpdate: not null },
            item => item.Spec.Strategy = null),
        PolicyRule.OfServers("kube-linter: no-liveness-probe", container => container.LivenessProbe is not null, container => container.LivenessProbe = null),
        PolicyRule.OfServers(
            "kube-linter: no-readiness-probe",
            container => container.ReadinessProbe is not null,
            container => container.ReadinessProbe = null),
        PolicyRule.OfServers(
            "kube-linter: liveness-port",
            container => IsOpen(container, container.LivenessProbe),
            container => container.LivenessProbe.HttpGet.Port = "nothing"),
        PolicyRule.OfServers(
            "kube-linter: readiness-port",
            container => IsOpen(container, container.ReadinessProbe),
            container => container.ReadinessProbe.HttpGet.Port = "nothing"),
        PolicyRule.OfServers(
            "kube-linter: startup-port",
            container => IsOpen(container, container.StartupProbe),
            container => container.StartupProbe.HttpGet.Port = "nothing"),
        PolicyRule.Of<V1Deployment>(
            "kube-linter: no-anti-affinity",
            (item, _) => item.Spec.Template.Spec.Affinity?.PodAntiAffinity is not null,
            item => item.Spec.Template.Spec.Affinity = null),
        PolicyRule.Of<V1PodDisruptionBudget>(
            "kube-linter: pdb-max-unavailable",
            (budget, _) => budget.Spec.MaxUnavailable?.Value is not ("0" or "0%"),
            budget => budget.Spec.MaxUnavailable = 0),
        PolicyRule.Of<V1PodDisruptionBudget>(
            "kube-linter: pdb-min-available",
            (budget, manifests) => budget.Spec.MinAvailable is null || manifests.All<V1Deployment>().All(item => item.Metadata.Name != budget.Metadata.Name || int.Parse(budget.Spec.MinAvailable.Value) < item.Spec.Replicas),
            budget => budget.Spec.MinAvailable = 2),
        PolicyRule.Of<V1PodDisruptionBudget>(
            "kube-linter: pdb-unhealthy-pod-eviction-policy",
            (budget, _) => budget.Spec.UnhealthyPodEvictionPolicy == "AlwaysAllow",
            budget => budget.Spec.UnhealthyPodEvictionPolicy = null),
        PolicyRule.OfContainers(
            "kube-linter: privilege-escalation-container",
            container => container.SecurityContext.AllowPrivilegeEscalation == false,
            container => container.SecurityContext.AllowPrivilegeEscalation = null),
        PolicyRule.OfContainers(
            "kube-linter: privileged-container",
            container => container.SecurityContext.Privileged != true,
            container => container.SecurityContext.Privileged = true),
        PolicyRule.OfContainers(
            "kube-linter: run-as-non-root",
            container => container.SecurityContext is { RunAsNonRoot: true, RunAsUser: not 0 },
            container => container.SecurityContext.RunAsNonRoot = false),
        PolicyRule.OfContainers(
            "kube-linter: drop-net-raw-capability",
            container => container.SecurityContext.Capabilities.Drop.Any(name => name is "ALL" or "NET_RAW"),
            container => container.SecurityContext.Capabilities.Drop = []),
        PolicyRule.OfPods("kube-linter: host-network", pod => pod.HostNetwork != true, pod => pod.HostNetwork = true),
        PolicyRule.OfPods("kube-linter: host-pid", pod => pod.HostPID != true, pod => pod.HostPID = true),
        PolicyRule.OfPods("kube-linter: host-ipc", pod => pod.HostIPC != true, pod => pod.HostIPC = true),
        PolicyRule.OfPods(
            "kube-linter: sensitive-host-mounts",
            pod => pod.Volumes.All(volume => volume.HostPath is null),
            pod => pod.Volumes.Add(new() { Name = "root", HostPath = new() { Path = "/" } })),
        PolicyRule.OfContainers(
            "kube-linter: unset-cpu-requirements",
            container => container.Resources.Requests.ContainsKey("cpu") && container.Resources.Limits.ContainsKey("cpu"),
            container => container.Resources.Limits.Remove("cpu")),
        PolicyRule.OfContainers(
            "kube-linter: unset-memory-requirements",
            container => container.Resources.Requests.ContainsKey("memory") && container.Resources.Limits.ContainsKey("memory"),
            container => container.Resources.Requests.Remove("memory")),
        PolicyRule.OfServers(
            "kube-linter: ssh-port",
            container => container.Ports.All(port => port.ContainerPort != 22),
            container => container.Ports[0].ContainerPort = 22),
        PolicyRule.Of<V1Role>(
            "kube-linter: access-to-secrets",
            (role, _) => role.Rules.All(rule => !rule.Resources.Contains("secrets")),
            role => role.Rules[0].Resources.Add("secrets")),
        PolicyRule.Of<V1Role>(
            "kube-linter: access-to-create-pods",
            (role, _) => role.Rules.All(rule => !(rule.Resources.Contains("pods") && rule.Verbs.Contains("create"))),
            role => role.Rules = [new() { Resources = ["pods"], Verbs = ["create"] }]),
        PolicyRule.Of<V1Role>(
            "kube-linter: wildcard-in-rules",
            (role, _) => role.Rules.All(rule => !rule.Verbs.Concat(rule.Resources).Concat(rule.ApiGroups).Contains("*")),
            role => role.Rules[0].Verbs = ["*"]),
        new(
            "kube-linter: cluster-admin-role-binding",
            manifests => manifests.All<V1RoleBinding>().Where(binding => binding.RoleRef.Kind == "ClusterRole").Select(PolicyRule.NameOf).Concat(manifests.All<V1ClusterRoleBinding>().Select(PolicyRule.NameOf)),
            manifests => manifests.All<V1RoleBinding>().First().RoleRef.Kind = "ClusterRole"),
    ];

    private static V1LabelSelector Nobody() => new() { MatchLabels = new Dictionary<string, string> { ["app"] = "nobody" } };

    private static IEnumerable<V1NetworkPolicyPeer> Peers(V1NetworkPolicy policy) =>
        (policy.Spec.Ingress ?? []).SelectMany(rule => rule.FromProperty ?? []).Concat((policy.Spec.Egress ?? []).SelectMany(rule => rule.To ?? []));

    private static bool IsOpen(V1Container container, V1Probe? probe) =>
        probe?.HttpGet is null || container.Ports.Any(port => port.Name == probe.HttpGet.Port.Value);
}
