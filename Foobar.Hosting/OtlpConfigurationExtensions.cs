using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Tells resources where their telemetry goes.</summary>
public static class OtlpConfigurationExtensions
{
    private const string EndpointKey = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";

    /// <summary>Sets the OpenTelemetry variables: the service's name and instance always, the collector when <c>ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL</c> names one.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        var configuration = builder.ApplicationBuilder.Configuration;
        return builder.WithEnvironment(context =>
        {
            var variables = context.EnvironmentVariables;
            variables["OTEL_SERVICE_NAME"] = context.Resource.Name;
            variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={Foobar.Hosting.Orchestration.InstanceIdToken.Value}";
            if (configuration[EndpointKey] is { Length: > 0 } endpoint)
            {
                variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
                variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
            }
        });
    }
}
