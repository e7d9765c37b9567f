using Foobar.Failover.Management;
using Foobar.Failover.Telemetry;
using Foobar.Failover.Witness;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Foobar.Failover;

internal static class FailoverExtensions
{
    public static void AddFailover(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<FailoverOptions>()
            .BindConfiguration(FailoverOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IWitness>(services =>
            new FileWitness(services.GetRequiredService<IOptions<FailoverOptions>>().Value.WitnessFile));
        builder.Services.AddSingleton<Requests>();
        builder.Services.AddSingleton<FailoverTelemetry>();
        builder.Services.AddSingleton<FailoverManager>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FailoverManager>());
        builder.Services.AddHealthChecks().AddCheck<ManagerHealthCheck>("manager");

        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddSource(FailoverTelemetry.Name));
        builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddMeter(FailoverTelemetry.Name));
    }
}
