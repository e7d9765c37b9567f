using Foobar.Gateway.AccessLog;
using Foobar.Gateway.Configuration;
using Foobar.Gateway.Destinations;
using Foobar.Gateway.Errors;
using Foobar.Gateway.Health;
using Foobar.Gateway.Management;
using Foobar.Gateway.Management.Commands;
using Foobar.Gateway.Redirects;
using Foobar.Gateway.Retries;
using Foobar.Gateway.Statistics;
using Foobar.Gateway.Tls;
using Foobar.Gateway.Transport;
using OpenTelemetry.Trace;

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
        // Writers are asked in this order, and the framework's own says yes to nearly every Accept header.
        builder.Services.AddSingleton<IProblemDetailsWriter, HtmlProblemDetailsWriter>();
        builder.Services.AddProblemDetails();
        builder.AddDraining();

        builder.AddOverrides();
        var configuration = new GatewayConfiguration(builder.Configuration);
        builder.Services.AddGatewayProxy(configuration, configuration.ProxySection);
        builder.Services.AddStatistics(configuration.Current.Management.Port);
        builder.Services.AddSingleton<AccessLogger>();
        builder.AddManagement(configuration.Current.Management);
        builder.AddTransport(configuration.Current.Transport);
        builder.AddGatewayTls(configuration);
        builder.Services.AddHostedService<ConfigurationReporter>();
        builder.Services.AddHostedService<LatencyJudge>();
        builder.Services.AddHealthChecks().AddCheck<DestinationsHealthCheck>("destinations");

        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddSource("Yarp.ReverseProxy"));
    }

    public static void UseGateway(this WebApplication app)
    {
        // Around everything, so that it sees what the client gets.
        app.UseMiddleware<AccessLogMiddleware>();
        app.UseMiddleware<HstsMiddleware>();
        app.UseDraining();

        // Also in development, where its page with a stack trace would be for whoever sent the request.
        app.UseExceptionHandler();
        app.MapReverseProxy(proxy =>
        {
            proxy.UseMiddleware<RedirectMiddleware>();
            proxy.UseMiddleware<ForwarderProblemMiddleware>();
            proxy.UseMiddleware<RetryMiddleware>();
            proxy.UseLoadBalancing();
            proxy.UseMiddleware<AttemptMiddleware>();
        });
    }
}
