using Foobar.Gateway.AccessLog;
using Foobar.Gateway.Configuration;
using Foobar.Gateway.Destinations;
using Foobar.Gateway.Health;
using Foobar.Gateway.Management;
using Foobar.Gateway.Management.Commands;
using Foobar.Gateway.Retries;
using Foobar.Gateway.Statistics;

namespace Foobar.Gateway;

internal static class GatewayExtensions
{
    // As the web servers: one that refuses in the middle of a body breaks the connection, which looks like its failure.
    private const int MaxBodyBytes = 16 * 1024;

    /// <exception cref="GatewayConfigurationException">The configuration is not valid.</exception>
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        builder.Services.AddProblemDetails();
        builder.AddDraining();

        builder.AddOverrides();
        var configuration = new GatewayConfiguration(builder.Configuration);
        builder.Services.AddGatewayProxy(configuration, configuration.ProxySection);
        builder.Services.AddStatistics(configuration.Current.Management.Port);
        builder.Services.AddSingleton<AccessLogger>();
        builder.AddManagement(configuration.Current.Management);
        builder.Services.AddHostedService<LatencyJudge>();
        builder.Services.AddHealthChecks().AddCheck<DestinationsHealthCheck>("destinations");

        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource("Yarp.ReverseProxy"));
    }

    public static void UseGateway(this WebApplication app)
    {
        // Around everything, so that it sees what the client gets.
        app.UseMiddleware<AccessLogMiddleware>();

        // Also in development, where its page with a stack trace would be for whoever sent the request.
        app.UseExceptionHandler();
        app.MapReverseProxy(proxy =>
        {
            proxy.UseMiddleware<ForwarderProblemMiddleware>();
            proxy.UseMiddleware<RetryMiddleware>();
            proxy.UseLoadBalancing();
            proxy.UseMiddleware<AttemptMiddleware>();
        });
    }
}
