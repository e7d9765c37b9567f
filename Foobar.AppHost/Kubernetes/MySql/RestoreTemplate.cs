using Foobar.AppHost.Kubernetes.Model;
using Foobar.AppHost.Kubernetes.Objects;
using Foobar.AppHost.MySql.Nodes;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.MySql;

/// <summary>
/// What a restore is made from when one is needed: a CronJob that never runs by itself, for <c>kubectl create job --from</c>.
/// The Job fills the first node's volume while no node runs; the other node is then cloned from it.
/// </summary>
internal static class RestoreTemplate
{
    // What a node had is put aside rather than deleted, and that only once there is something to take its place.
    private const string Script = """
        file=/backup/$MYSQL_RESTORE_FILE
        [ -f "$file" ] || { echo "Set MYSQL_RESTORE_FILE to one of: $(ls /backup)" >&2; exit 1; }
        [ ! -e data ] || mv data "data.$(date -u +%Y%m%dT%H%M%SZ)"
        exec sh /scripts/mysql-restore.sh "$file"
        """;

    public static V1CronJob Create(PublishContext context, MySqlReplicationResource pair, string component)
    {
        var name = $"{pair.Name}-restore";
        var environment = new PodEnvironment(context.Model, context.Secrets, component);
        environment.Set("MYSQL_NODE_DATA", MySqlContainer.DataFolder);
        environment.Set("MYSQL_RESTORE_FILE", "");
        var pod = MySqlPod.Create(context, pair.Name, component, new()
        {
            Name = name,
            Command = ["sh", "-euc", Script.ReplaceLineEndings("\n")],
            Env = environment.Variables,
            Resources = MySqlPod.ReadResources(context, pair.Name).ToRequirements(),
            WorkingDir = MySqlContainer.DataFolder,
        });
        pod.Mount(BackupComponent.CreateVolume(component), BackupComponent.Folder, readOnly: true);
        pod.Mount(new() { Name = MySqlComponent.Data, PersistentVolumeClaim = new() { ClaimName = $"{MySqlComponent.Data}-{pair.Nodes[0].Name}" } }, MySqlContainer.DataFolder);
        pod.RestartPolicy = "Never";
        return new()
        {
            ApiVersion = "batch/v1",
            Kind = "CronJob",
            Metadata = Labels.Metadata(name, component),
            Spec = new()
            {
                Suspend = true,
                Schedule = "0 0 1 1 *",
                TimeZone = "Etc/UTC",
                ConcurrencyPolicy = "Forbid",
                StartingDeadlineSeconds = 60,
                JobTemplate = new()
                {
                    Spec = new() { BackoffLimit = 0, Template = new() { Metadata = Labels.PodMetadata(component, version: null), Spec = pod } },
                },
            },
        };
    }
}
