namespace Foobar.Tests.AppHost.Kubernetes.Policy;

/// <summary>https://kubernetes.io/docs/concepts/security/pod-security-standards/, "restricted"</summary>
internal static class PodSecurityRules
{
    public static IEnumerable<PolicyRule> All =>
    [
        PolicyRule.OfPods("PSS: host namespaces", pod => pod is { HostNetwork: not true, HostPID: not true, HostIPC: not true }, pod => pod.HostIPC = true),
        PolicyRule.OfContainers(
            "PSS: privileged containers",
            container => container.SecurityContext.Privileged != true,
            container => container.SecurityContext.Privileged = true),
        PolicyRule.OfContainers(
            "PSS: capabilities",
            container => container.SecurityContext.Capabilities.Drop.Contains("ALL") && (container.SecurityContext.Capabilities.Add ?? []).All(name => name == "NET_BIND_SERVICE"),
            container => container.SecurityContext.Capabilities.Drop = ["NET_RAW"]),
        PolicyRule.OfPods(
            "PSS: volume types",
            pod => pod.Volumes.All(volume => volume.ConfigMap is not null || volume.EmptyDir is not null || volume.PersistentVolumeClaim is not null || volume.Secret is not null),
            pod => pod.Volumes[0].EmptyDir = null),
        PolicyRule.OfServers(
            "PSS: host ports",
            container => container.Ports.All(port => port.HostPort is null or 0),
            container => container.Ports[0].HostPort = 80),
        PolicyRule.OfContainers(
            "PSS: privilege escalation",
            container => container.SecurityContext.AllowPrivilegeEscalation == false,
            container => container.SecurityContext.AllowPrivilegeEscalation = true),
        PolicyRule.OfPods(
            "PSS: running as non-root",
            pod => pod.SecurityContext.RunAsNonRoot == true && pod.Containers.All(container => container.SecurityContext.RunAsNonRoot != false),
            pod => pod.SecurityContext.RunAsNonRoot = null),
        PolicyRule.OfPods(
            "PSS: running as non-root user",
            pod => pod.SecurityContext.RunAsUser != 0 && pod.Containers.All(container => container.SecurityContext.RunAsUser != 0),
            pod => pod.Containers[0].SecurityContext.RunAsUser = 0),
        PolicyRule.OfPods(
            "PSS: seccomp",
            pod => pod.SecurityContext.SeccompProfile?.Type is "RuntimeDefault" or "Localhost",
            pod => pod.SecurityContext.SeccompProfile.Type = "Unconfined"),
        PolicyRule.OfPods(
            "PSS: sysctls",
            pod => pod.SecurityContext.Sysctls is null,
            pod => pod.SecurityContext.Sysctls = [new() { Name = "kernel.msgmax", Value = "1" }]),
        PolicyRule.OfContainers(
            "PSS: /proc mount type",
            container => container.SecurityContext.ProcMount is null or "Default",
            container => container.SecurityContext.ProcMount = "Unmasked"),
        PolicyRule.OfPods(
            "PSS: SELinux",
            pod => pod.SecurityContext.SeLinuxOptions is null,
            pod => pod.SecurityContext.SeLinuxOptions = new() { User = "root" }),
        PolicyRule.OfPods(
            "PSS: AppArmor",
            pod => pod.SecurityContext.AppArmorProfile?.Type is null or "RuntimeDefault",
            pod => pod.SecurityContext.AppArmorProfile = new() { Type = "Unconfined" }),
    ];
}
