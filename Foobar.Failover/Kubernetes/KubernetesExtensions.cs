using Foobar.Failover.Leadership;
using Foobar.Failover.Witness;
using k8s;
using k8s.Exceptions;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Foobar.Failover.Kubernetes;

internal static class KubernetesExtensions
{
    private const string NamespaceFile = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";

    /// <summary>
    /// Adds the election by a Lease. It starts before the manager and stops after it, so that the Lease is given back when
    /// nothing is done any more.
    /// </summary>
    public static void AddLeaseElection(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => CreateConfiguration());
        services.AddSingleton<IKubernetes>(provider => new k8s.Kubernetes(provider.GetRequiredService<KubernetesClientConfiguration>()));
        services.AddSingleton(CreateElection);
        services.AddSingleton<ILeadership>(provider => provider.GetRequiredService<LeaseElection>());
        services.AddSingleton<IWitness>(provider => provider.GetRequiredService<LeaseElection>());
        services.AddHostedService(provider => provider.GetRequiredService<LeaseElection>());
    }

    private static LeaseElection CreateElection(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<FailoverOptions>>().Value.Kubernetes;
        var configuration = services.GetRequiredService<IConfiguration>();
        var time = services.GetRequiredService<TimeProvider>();
        var timing = new LeaseTiming(options.LeaseDuration);
        var store = new LeaseStore(services.GetRequiredService<IKubernetes>(), FindNamespace(options), options.Lease, timing.RequestLimit, time);
        var pod = configuration["POD_NAME"] ?? configuration["HOSTNAME"] ?? Environment.MachineName;
        return new(store, timing, LeaseContent.CreateIdentity(pod), time, services.GetRequiredService<ILogger<LeaseElection>>());
    }

    private static KubernetesClientConfiguration CreateConfiguration()
    {
        try
        {
            var configuration = KubernetesClientConfiguration.IsInCluster()
                ? KubernetesClientConfiguration.InClusterConfig()
                : KubernetesClientConfiguration.BuildConfigFromConfigFile(Environment.GetEnvironmentVariable("KUBECONFIG"));

            // A request of HTTP/1.1 that is given up takes its connection with it; one of HTTP/2 leaves the next request a
            // connection that may be dead.
            configuration.DisableHttp2 = true;
            return configuration;
        }
        catch (Exception e) when (e is KubeConfigException or IOException)
        {
            throw Invalid(nameof(KubernetesOptions.Lease), $"needs an API server, and this is neither a pod with a service account nor is there a kubeconfig: {e.Message}");
        }
    }

    private static string FindNamespace(KubernetesOptions options)
    {
        if (options.Namespace.Length > 0)
        {
            return options.Namespace;
        }
        return File.Exists(NamespaceFile)
            ? File.ReadAllText(NamespaceFile).Trim()
            : throw Invalid(nameof(KubernetesOptions.Namespace), $"is not set, and there is no {NamespaceFile} to take it from.");
    }

    private static OptionsValidationException Invalid(string setting, string problem) =>
        new(setting, typeof(FailoverOptions), [$"{KubernetesOptions.SectionName}:{setting} {problem}"]);
}
