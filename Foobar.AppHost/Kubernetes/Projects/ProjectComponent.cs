using Foobar.AppHost.Kubernetes.Exposure;
using Foobar.AppHost.Kubernetes.Model;
using Foobar.AppHost.Kubernetes.Objects;
using k8s;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Projects;

/// <summary>A workload of projects: its Deployment and all that belongs to it.</summary>
internal static class ProjectComponent
{
    /// <exception cref="DistributedApplicationException">A setting or the model makes no sense.</exception>
    public static async Task<Component> CreateAsync(PublishContext context, Workload workload, CancellationToken cancellationToken)
    {
        var settings = context.Settings;
        var name = workload.Name;
        var edge = workload.IsExternal ? Edge.Create(name, settings) : null;
        var manages = context.Model.FindManaged(workload) is not null;
        var pod = await ProjectPod.CreateAsync(context, workload, edge, cancellationToken);
        var scale = ScaleSettings.Read(settings.Component(name), workload, isScaled: !manages);

        List<IKubernetesObject<V1ObjectMeta>> objects =
        [
            ClusterObjects.ServiceAccount(name),
            CreateDeployment(name, pod, settings.Tag, scale),
            ClusterObjects.DisruptionBudget(name, scale.IsScaled ? "25%" : 1),
            CreateNetworkPolicy(context, workload, edge),
            .. edge?.Objects ?? [CreateService(context, workload)],
        ];
        if (scale.IsScaled)
        {
            objects.Add(Autoscaler.Create(name, scale));
        }
        if (manages)
        {
            objects.AddRange(LeaderElection.CreateObjects(name));
        }
        return new(name, objects);
    }

    private static V1Deployment CreateDeployment(string name, V1PodSpec pod, string version, ScaleSettings scale) => new()
    {
        ApiVersion = "apps/v1",
        Kind = "Deployment",
        Metadata = Labels.Metadata(name, name),
        Spec = new()
        {
            // Left out, the number is the autoscaler's, and to apply the manifests again does not take it back.
            Replicas = scale.IsScaled ? null : scale.Replicas,
            RevisionHistoryLimit = 3,
            Selector = Labels.Selector(name),
            Strategy = new() { Type = "RollingUpdate", RollingUpdate = new() { MaxSurge = 1, MaxUnavailable = 0 } },
            Template = new() { Metadata = Labels.PodMetadata(name, version), Spec = pod },
        },
    };

    private static V1Service CreateService(PublishContext context, Workload workload) => context.Model.IsBalanced(workload)
        ? ClusterObjects.HeadlessService(workload.Name, Ports.Http, "http")
        : ClusterObjects.Service(workload.Name, Ports.Http, "http");

    private static V1NetworkPolicy CreateNetworkPolicy(PublishContext context, Workload workload, Edge? edge)
    {
        var (model, settings) = (context.Model, context.Settings);
        List<V1NetworkPolicyIngressRule> ingress = [];
        if (edge is not null)
        {
            ingress.Add(NetworkPolicies.From(edge.Clients, edge.ContainerPorts));
        }
        var askers = model.Workloads.Where(other => other != workload && model.GetAsked(other).Contains(workload.Name)).ToList();
        if (askers.Count > 0)
        {
            ingress.Add(NetworkPolicies.From(askers.Select(other => NetworkPolicies.Component(other.Name)), Ports.Http));
        }

        List<V1NetworkPolicyEgressRule> egress = [.. model.GetAsked(workload).Select(asked => NetworkPolicies.To(
            [NetworkPolicies.Component(asked)],
            model.Pairs.Any(pair => pair.Name == asked) ? Ports.MySql : Ports.Http))];
        if (model.FindManaged(workload) is not null)
        {
            egress.Add(LeaderElection.AllowApiServer(settings));
        }
        if (settings.OtlpEndpoint is { } collector)
        {
            egress.Add(Telemetry.AllowTo(collector));
        }
        return NetworkPolicies.Create(workload.Name, ingress, egress);
    }
}
