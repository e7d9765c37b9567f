using Foobar.AppHost.Kubernetes.Model;
using Foobar.AppHost.Kubernetes.Objects;
using Foobar.AppHost.Kubernetes.Settings;
using k8s;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Projects;

/// <summary>The Lease by which failover managers agree on one of them, and that they keep their record in.</summary>
internal static class LeaderElection
{
    // A policy may be asked before or after the Service's address has become that of a server; the ports are those of either.
    private static readonly int[] s_apiServerPorts = [443, 6443];

    public static void AddTo(V1PodSpec pod, PodEnvironment environment, string component)
    {
        environment.Set("Failover__Kubernetes__Lease", component);
        pod.AutomountServiceAccountToken = true;
    }

    public static IEnumerable<IKubernetesObject<V1ObjectMeta>> CreateObjects(string component)
    {
        // Empty, so that to apply it again takes nothing from what the managers wrote into it.
        yield return new V1Lease { ApiVersion = "coordination.k8s.io/v1", Kind = "Lease", Metadata = Labels.Metadata(component, component) };
        yield return new V1Role
        {
            ApiVersion = "rbac.authorization.k8s.io/v1",
            Kind = "Role",
            Metadata = Labels.Metadata(component, component),
            Rules = [new() { ApiGroups = ["coordination.k8s.io"], Resources = ["leases"], ResourceNames = [component], Verbs = ["get", "update"] }],
        };
        yield return new V1RoleBinding
        {
            ApiVersion = "rbac.authorization.k8s.io/v1",
            Kind = "RoleBinding",
            Metadata = Labels.Metadata(component, component),
            RoleRef = new() { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = component },
            // Kustomize adds the namespace, that of an overlay too; one that stands here would stay.
            Subjects = [new() { Kind = "ServiceAccount", Name = component }],
        };
    }

    /// <summary>The API server is no pod that a policy could name, so its networks are given, which are all unless set.</summary>
    public static V1NetworkPolicyEgressRule AllowApiServer(KubernetesSettings settings) =>
        NetworkPolicies.To(settings.ApiServerNetworks.Select(NetworkPolicies.Network), s_apiServerPorts);
}
