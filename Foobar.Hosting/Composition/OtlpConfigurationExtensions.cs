using Aspire.Hosting.ApplicationModel;
using Foobar.Hosting.Dashboard.Otlp;
using Foobar.Hosting.Orchestration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Tells resources where their telemetry goes.</summary>
public static class OtlpConfigurationExtensions
{
    // Milliseconds: a developer looks at what has just happened.
    private const string ExportInterval = "1000";

    /// <summary>
    /// Sets the OpenTelemetry variables for the service's name and instance, and for the dashboard as the place where its
    /// telemetry goes. A collector named by the application host's own <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is inherited instead.
    /// </summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEnvironment(context =>
        {
            if (context.ExecutionContext.IsPublishMode)
            {
                // Where telemetry goes there is for whoever deploys to say.
                return;
            }

            var variables = context.EnvironmentVariables;
            variables["OTEL_SERVICE_NAME"] = context.Resource.Name;
            variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={InstanceIdToken.Value}";
            if (context.ExecutionContext.Collector is { } collector)
            {
                Send(variables, collector, builder.ApplicationBuilder.Environment);
            }
        });
    }

    private static void Send(Dictionary<string, object> variables, OtlpCollector collector, IHostEnvironment environment)
    {
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Endpoint.GetLeftPart(UriPartial.Authority);
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"{ApiKeyMiddleware.Header}={collector.ApiKey}";
        if (environment.IsDevelopment())
        {
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = ExportInterval;
            variables["OTEL_BSP_SCHEDULE_DELAY"] = ExportInterval;
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = ExportInterval;
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        }
    }
}
