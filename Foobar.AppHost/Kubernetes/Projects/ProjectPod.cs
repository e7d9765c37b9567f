using System.Globalization;
using Foobar.AppHost.Kubernetes.Exposure;
using Foobar.AppHost.Kubernetes.Model;
using Foobar.AppHost.Kubernetes.Objects;
using Foobar.AppHost.Kubernetes.Settings;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Projects;

/// <summary>The pod of a project.</summary>
internal static class ProjectPod
{
    // Far from the users that a machine has, and with no name in any image.
    private const long User = 10001;

    private const string Alive = "/alive";
    private const string Ready = "/health";

    // So long others may still send requests to a pod that is going: until a load balancer or the gateway's DNS knows of it.
    private const int SecondsUntilLoadBalancersKnow = 15;
    private const int SecondsUntilDnsKnows = 10;

    // The program's own drain time and the end of its last requests, with as much again in hand.
    private const int SecondsToStop = 20;

    // 440 in octal.
    private const int OwnerAndGroupMayRead = 0x120;

    public static async Task<V1PodSpec> CreateAsync(PublishContext context, Workload workload, Edge? edge, CancellationToken cancellationToken)
    {
        var settings = context.Settings;
        var environment = await ReadEnvironmentAsync(context, workload, cancellationToken);
        var container = new V1Container
        {
            Name = workload.Name,
            Image = ImageNames.OfProject(settings, workload.Name, workload.ProjectName),
            Ports = [new() { ContainerPort = Ports.Http, Name = "http", Protocol = "TCP" }],
            Resources = GetDefaults(context, workload).Read(settings.Component(workload.Name)).ToRequirements(),
            StartupProbe = Probes.Http(Alive, period: 2, timeout: 2, failures: 60),
            ReadinessProbe = Probes.Http(Ready, period: 5, timeout: 3, failures: 2),
            LivenessProbe = Probes.Http(Alive, period: 10, timeout: 5, failures: 3),
        };
        var pod = Pods.Create(workload.Name, User, container, temporarySize: "64Mi");
        pod.SpreadOut(workload.Name, required: false);

        var sleep = edge is not null ? SecondsUntilLoadBalancersKnow : context.Model.IsBalanced(workload) ? SecondsUntilDnsKnows : 0;
        container.Lifecycle = sleep == 0 ? null : new() { PreStop = new() { Sleep = new() { Seconds = sleep } } };
        pod.TerminationGracePeriodSeconds = sleep + SecondsToStop;

        if (edge is { EndsTls: true })
        {
            container.Ports.Add(new() { ContainerPort = Ports.Https, Name = "https", Protocol = "TCP" });
            environment.Set("ASPNETCORE_HTTPS_PORTS", Ports.Https.ToString(CultureInfo.InvariantCulture));
            var secret = new V1SecretVolumeSource { SecretName = settings.TlsSecret, DefaultMode = OwnerAndGroupMayRead };
            pod.Mount(new() { Name = "tls", Secret = secret }, GatewayEnvironment.CertificateFolder, readOnly: true);
        }
        if (edge is not null && workload.Destinations.Any())
        {
            GatewayEnvironment.AddTo(environment, settings, edge);
            if (settings.OtlpEndpoint is not null)
            {
                Telemetry.AddSampler(environment, settings.TraceSampleRate);
            }
        }
        if (context.Model.FindManaged(workload) is not null)
        {
            LeaderElection.AddTo(pod, environment, workload.Name);
        }
        container.Env = environment.Variables;
        return pod;
    }

    private static ResourceSettings GetDefaults(PublishContext context, Workload workload) =>
        workload.IsExternal ? new(Cpu: "500m", CpuLimit: "2", Memory: "512Mi", EphemeralStorage: "256Mi")
        : context.Model.FindManaged(workload) is not null ? new(Cpu: "100m", CpuLimit: "1", Memory: "256Mi", EphemeralStorage: "256Mi")
        : new(Cpu: "250m", CpuLimit: "2", Memory: "384Mi", EphemeralStorage: "256Mi");

    private static async Task<PodEnvironment> ReadEnvironmentAsync(PublishContext context, Workload workload, CancellationToken cancellationToken)
    {
        var values = await ReadValuesAsync(context, workload.Project, cancellationToken);
        var environment = new PodEnvironment(context.Model, context.Secrets, workload.Name);
        foreach (var (name, value) in values)
        {
            await environment.SetAsync(name, value, cancellationToken);
        }
        await CheckReplicasAsync(context, workload, environment, cancellationToken);

        environment.SetField("POD_NAME", "metadata.name");
        environment.Set("ASPNETCORE_HTTP_PORTS", Ports.Http.ToString(CultureInfo.InvariantCulture));
        // A line that machines read, as whatever collects the logs of a cluster expects.
        environment.Set("Logging__Console__FormatterName", "json");
        if (context.Settings.OtlpEndpoint is { } collector)
        {
            Telemetry.AddTo(environment, collector, workload.Name);
        }
        return environment;
    }

    private static async Task CheckReplicasAsync(
        PublishContext context, Workload workload, PodEnvironment environment, CancellationToken cancellationToken)
    {
        var first = environment.Variables.Select(Describe).ToHashSet();
        foreach (var replica in workload.Projects.Skip(1))
        {
            var other = new PodEnvironment(context.Model, context.Secrets, workload.Name);
            foreach (var (name, value) in await ReadValuesAsync(context, replica, cancellationToken))
            {
                await other.SetAsync(name, value, cancellationToken);
            }
            var differing = other.Variables.Where(variable => !first.Contains(Describe(variable))).Select(variable => variable.Name).FirstOrDefault();
            if (differing is not null || other.Variables.Count != first.Count)
            {
                throw new DistributedApplicationException(
                    $"'{workload.Project.Name}' and '{replica.Name}' cannot be replicas of one Deployment '{workload.Name}': " +
                    $"their environments differ{(differing is null ? "" : $" in {differing}")}.");
            }
        }
    }

    private static (string Name, string? Value, string? Secret) Describe(V1EnvVar variable) =>
        (variable.Name, variable.Value, variable.ValueFrom?.SecretKeyRef?.Key);

    private static async Task<Dictionary<string, object>> ReadValuesAsync(PublishContext context, ProjectResource project, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object>();
        var callbackContext = new EnvironmentCallbackContext(context.ExecutionContext, project, values, cancellationToken);
        foreach (var callback in project.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await callback.Callback(callbackContext);
        }
        foreach (var name in values.Keys.Where(EngineVariables.Contains).ToList())
        {
            values.Remove(name);
        }
        return values;
    }
}
