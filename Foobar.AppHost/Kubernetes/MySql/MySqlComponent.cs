using System.Globalization;
using Foobar.AppHost.Kubernetes.Model;
using Foobar.AppHost.Kubernetes.Objects;
using Foobar.AppHost.Kubernetes.Settings;
using Foobar.AppHost.MySql;
using Foobar.AppHost.MySql.Nodes;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.MySql;

/// <summary>Replicated MySQL: two pods with a volume each, which keep their names and their data.</summary>
internal static class MySqlComponent
{
    /// <summary>The name of a node's volume.</summary>
    public const string Data = "data";

    private const string Port = "mysql";
    // A clean stop writes what is in memory to disk.
    private const int SecondsToStop = 120;

    // A node that was restarted catches up before the other one is.
    private const int SecondsToCatchUp = 15;

    /// <exception cref="DistributedApplicationException">A setting makes no sense.</exception>
    public static async Task<Component> CreateAsync(PublishContext context, MySqlReplicationResource pair, CancellationToken cancellationToken)
    {
        var name = pair.Name;
        var resources = MySqlPod.ReadResources(context, name);
        return new(
            name,
            [
                ClusterObjects.ServiceAccount(name),
                ClusterObjects.HeadlessService(name, Ports.MySql, Port, publishNotReady: true),
                await CreateStatefulSetAsync(context, pair, resources, cancellationToken),
                ClusterObjects.DisruptionBudget(name, 1),
                CreateNetworkPolicy(context.Model, name),
            ])
        {
            ConfigMaps = new Dictionary<string, IReadOnlyList<ConfigFile>>
            {
                [MySqlPod.GetConfigMap(name)] = [.. MySqlScripts.OfServers.Select(path => ReadScript(path, resources))],
            },
        };
    }

    private static async Task<V1StatefulSet> CreateStatefulSetAsync(
        PublishContext context, MySqlReplicationResource pair, ResourceSettings resources, CancellationToken cancellationToken)
    {
        var name = pair.Name;
        var container = new V1Container
        {
            Name = name,
            Command = [.. MySqlPod.GetCommand("mysql-node.sh")],
            Env = await ReadEnvironmentAsync(context, pair, cancellationToken),
            Ports = [new() { ContainerPort = Ports.MySql, Name = Port, Protocol = "TCP" }],
            Resources = resources.ToRequirements(),
            // An hour: to recover, or to copy all data from the other node, is no reason for a restart.
            StartupProbe = Probe("started", period: 5, failures: 720),
            ReadinessProbe = Probe("ready", period: 5, failures: 2),
            LivenessProbe = Probe("alive", period: 10, failures: 6),
        };
        var pod = MySqlPod.Create(context, name, name, container);
        pod.MountOnly(Data, MySqlContainer.DataFolder);
        pod.SpreadOut(name, required: true);
        pod.TerminationGracePeriodSeconds = SecondsToStop;

        return new()
        {
            ApiVersion = "apps/v1",
            Kind = "StatefulSet",
            Metadata = Labels.Metadata(name, name),
            Spec = new()
            {
                MinReadySeconds = SecondsToCatchUp,
                PersistentVolumeClaimRetentionPolicy = new() { WhenDeleted = "Retain", WhenScaled = "Retain" },
                // Either node may need the other one to start.
                PodManagementPolicy = "Parallel",
                Replicas = pair.Nodes.Count,
                RevisionHistoryLimit = 3,
                Selector = Labels.Selector(name),
                ServiceName = name,
                // The version of the application says nothing about MySQL's, and a new one restarts no node.
                Template = new() { Metadata = Labels.PodMetadata(name, version: null), Spec = pod },
                UpdateStrategy = new() { Type = "RollingUpdate" },
                VolumeClaimTemplates =
                [
                    new()
                    {
                        Metadata = new() { Name = Data, Labels = Labels.Select(name) },
                        Spec = ClusterObjects.Claim(
                            ResourceSettings.Size(context.Settings.Component(name), "StorageSize", "10Gi"), context.Settings.StorageClass),
                    },
                ],
            },
        };
    }

    private static V1Probe Probe(string what, int period, int failures) =>
        Probes.Exec(MySqlPod.GetCommand("mysql-probe.sh", what), period, timeout: 8, failures);

    private static async Task<IList<V1EnvVar>> ReadEnvironmentAsync(
        PublishContext context, MySqlReplicationResource pair, CancellationToken cancellationToken)
    {
        var environment = new PodEnvironment(context.Model, context.Secrets, pair.Name);
        var values = NodeEnvironment.Create(pair);
        NodeEnvironment.AddContainer(values, pair.Name);
        foreach (var (name, value) in values)
        {
            await environment.SetAsync(name, value, cancellationToken);
        }

        // The number in its name makes a pod's server id, and its name under the Service is where the other one reaches it.
        environment.SetField("POD_NAME", "metadata.name");
        environment.Set("MYSQL_NODE_REPORT_HOST", $"$(POD_NAME).{pair.Name}");
        // IPv6 too, where the cluster has it.
        environment.Set("MYSQL_NODE_BIND", "*");
        return environment.Variables;
    }

    private static V1NetworkPolicy CreateNetworkPolicy(PublishedModel model, string name)
    {
        var clients = model.Workloads.Where(workload => model.GetAsked(workload).Contains(name)).Select(workload => workload.Name);
        return NetworkPolicies.Create(
            name,
            [NetworkPolicies.From([.. clients.Append(name).Append(BackupComponent.GetName(name)).Select(NetworkPolicies.Component)], Ports.MySql)],
            [NetworkPolicies.To([NetworkPolicies.Component(name)], Ports.MySql)]);
    }

    private static ConfigFile ReadScript(string path, ResourceSettings resources)
    {
        var name = Path.GetFileName(path);
        var content = File.ReadAllText(path).ReplaceLineEndings("\n");
        return new(name, name == MySqlScripts.Settings ? content + GetSizes(resources) : content);
    }

    // The last of a setting counts.
    private static string GetSizes(ResourceSettings resources) => string.Create(CultureInfo.InvariantCulture, $"""

        # A machine of its own, so to speak: half of the container's memory for data, an eighth of it to redo.
        innodb_buffer_pool_size = {resources.MemoryMebibytes / 2}M
        innodb_redo_log_capacity = {Math.Max(resources.MemoryMebibytes / 8, 64)}M

        """).ReplaceLineEndings("\n");
}
