using Foobar.Failover.Http;
using Foobar.Failover.Kubernetes;
using Foobar.Failover.Leadership;
using Foobar.Failover.Management;
using Foobar.Failover.Telemetry;
using Foobar.Failover.Witness;
using Microsoft.Extensions.Options;

namespace Foobar.Failover;

internal static class FailoverExtensions
{
    public static void AddFailover(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<FailoverOptions>()
            .BindConfiguration(FailoverOptions.SectionName)
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<FailoverOptions>, FailoverOptionsValidator>();

        builder.Services.AddSingleton(TimeProvider.System);
        if (string.IsNullOrEmpty(builder.Configuration[$"{KubernetesOptions.SectionName}:{nameof(KubernetesOptions.Lease)}"]))
        {
            builder.Services.AddSingleton<ILeadership, SoleManager>();
            builder.Services.AddSingleton<IWitness>(services =>
                new FileWitness(services.GetRequiredService<IOptions<FailoverOptions>>().Value.WitnessFile));
        }
        else
        {
            builder.Services.AddLeaseElection();
        }
        builder.Services.AddSingleton<Requests>();
        builder.Services.AddSingleton<FailoverTelemetry>();
        builder.Services.AddSingleton<FailoverManager>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FailoverManager>());
        builder.Services.AddHealthChecks().AddCheck<ManagerHealthCheck>("manager");

        // Those who show the topology ask for it twice a second.
        builder.Services.Configure<TelemetryOptions>(tracing => tracing.UntracedPaths.Add(TopologyEndpoints.Path));
    }
}
