using System.Globalization;
using Foobar.AppHost.Kubernetes.Model;
using Foobar.AppHost.Kubernetes.Objects;
using Foobar.AppHost.Kubernetes.Settings;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.MySql;

/// <summary>A backup of a pair at regular times, to a volume of its own, and the way back.</summary>
internal static class BackupComponent
{
    public const string Folder = "/backup";

    private const string Volume = "backup";
    private const string Account = "backup";
    private const int OneHour = 3600;
    private const int OneDay = 24 * OneHour;

    public static string GetName(string pair) => $"{pair}-backup";

    public static V1Volume CreateVolume(string name) => new() { Name = Volume, PersistentVolumeClaim = new() { ClaimName = name } };

    /// <exception cref="DistributedApplicationException">A setting makes no sense.</exception>
    public static async Task<Component> CreateAsync(PublishContext context, MySqlReplicationResource pair, CancellationToken cancellationToken)
    {
        var name = GetName(pair.Name);
        var settings = context.Settings.Component(name);
        var claim = new V1PersistentVolumeClaim
        {
            ApiVersion = "v1",
            Kind = "PersistentVolumeClaim",
            Metadata = Labels.Metadata(name, name),
            Spec = ClusterObjects.Claim(ResourceSettings.Size(settings, "StorageSize", "20Gi"), context.Settings.StorageClass),
        };
        return new(
            name,
            [
                ClusterObjects.ServiceAccount(name),
                claim,
                CreateCronJob(name, settings, await CreatePodAsync(context, pair, name, cancellationToken)),
                RestoreTemplate.Create(context, pair, name),
                NetworkPolicies.Create(name, [], [NetworkPolicies.To([NetworkPolicies.Component(pair.Name)], Ports.MySql)]),
            ]);
    }

    private static V1CronJob CreateCronJob(string name, SettingsReader settings, V1PodSpec pod) => new()
    {
        ApiVersion = "batch/v1",
        Kind = "CronJob",
        Metadata = Labels.Metadata(name, name),
        Spec = new()
        {
            Schedule = settings.Text("Schedule", "17 3 * * *", SettingRules.IsCronSchedule, SettingRules.CronSchedule),
            TimeZone = "Etc/UTC",
            ConcurrencyPolicy = "Forbid",
            StartingDeadlineSeconds = OneHour,
            SuccessfulJobsHistoryLimit = 3,
            FailedJobsHistoryLimit = 3,
            JobTemplate = new()
            {
                Spec = new()
                {
                    ActiveDeadlineSeconds = OneDay,
                    BackoffLimit = 3,
                    Template = new() { Metadata = Labels.PodMetadata(name, version: null), Spec = pod },
                },
            },
        },
    };

    private static async Task<V1PodSpec> CreatePodAsync(
        PublishContext context, MySqlReplicationResource pair, string name, CancellationToken cancellationToken)
    {
        var settings = context.Settings.Component(name);
        var environment = new PodEnvironment(context.Model, context.Secrets, name);
        environment.Set("MYSQL_BACKUP_DATABASE", pair.Database!.DatabaseName);
        environment.Set("MYSQL_BACKUP_FOLDER", Folder);
        environment.Set("MYSQL_BACKUP_HOSTS", string.Join(' ', pair.Nodes.Select(node => $"{node.Name}.{pair.Name}")));
        environment.Set("MYSQL_BACKUP_KEEP", settings.Number("Keep", 7, 1, 1000).ToString(CultureInfo.InvariantCulture));
        environment.Set("MYSQL_BACKUP_PORT", Ports.MySql.ToString(CultureInfo.InvariantCulture));
        environment.Set("MYSQL_BACKUP_USER", Account);
        await environment.SetAsync("MYSQL_BACKUP_PASSWORD", pair.BackupPassword, cancellationToken);

        var pod = MySqlPod.Create(context, pair.Name, name, new()
        {
            Name = name,
            Command = [.. MySqlPod.GetCommand("mysql-backup.sh")],
            Env = environment.Variables,
            Resources = new ResourceSettings(Cpu: "100m", CpuLimit: "1", Memory: "256Mi", EphemeralStorage: "256Mi").Read(settings).ToRequirements(),
        });
        pod.Mount(CreateVolume(name), Folder);
        pod.RestartPolicy = "Never";
        return pod;
    }
}
