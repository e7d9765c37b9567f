using Foobar.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every service of the system has in common, as in Aspire's service defaults project.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>
    /// Adds telemetry, health checks, service discovery, resilient outgoing HTTP and a bounded graceful shutdown.
    /// </summary>
    /// <param name="builder">The application to add the defaults to.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.AddTelemetry();
        builder.AddLivenessCheck();
        builder.AddOutgoingHttp();
        builder.AddGracefulShutdown();
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c> (ready to serve: every check) and <c>/alive</c> (the process runs: checks tagged <c>live</c>).
    /// </summary>
    /// <remarks>
    /// Both answer 200 while healthy or degraded and 503 otherwise, with a small JSON body that names the parts.
    /// They are mapped in every environment, because probes need them in production too: the gateway answers these two
    /// paths itself, so those of the servers behind it are never reachable from outside.
    /// </remarks>
    /// <param name="endpoints">The application to map the endpoints on.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/> is null.</exception>
    public static IEndpointRouteBuilder MapDefaultEndpoints(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);

        endpoints.MapHealthChecks(HealthEndpoints.Ready, new HealthCheckOptions
        {
            ResponseWriter = HealthResponse.WriteAsync,
        }).DisableHttpMetrics();

        endpoints.MapHealthChecks(HealthEndpoints.Alive, new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(HealthEndpoints.LiveTag),
            ResponseWriter = HealthResponse.WriteAsync,
        }).DisableHttpMetrics();

        return endpoints;
    }
}
