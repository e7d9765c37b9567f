using Foobar.Gateway.AccessLog;
using Foobar.Gateway.Configuration;
using Foobar.Gateway.Destinations;
using Foobar.Gateway.Discovery;
using Foobar.Gateway.Errors;
using Foobar.Gateway.Firewall;
using Foobar.Gateway.Forwarding;
using Foobar.Gateway.Health;
using Foobar.Gateway.Limits;
using Foobar.Gateway.Management;
using Foobar.Gateway.Management.Commands;
using Foobar.Gateway.RateLimiting;
using Foobar.Gateway.Redirects;
using Foobar.Gateway.Refusals;
using Foobar.Gateway.ResponseHeaders;
using Foobar.Gateway.Retries;
using Foobar.Gateway.Statistics;
using Foobar.Gateway.Tls;
using Foobar.Gateway.Tracing;
using Foobar.Gateway.Validation;
using OpenTelemetry.Metrics;

namespace Foobar.Gateway;

internal static class GatewayExtensions
{
    /// <exception cref="GatewayConfigurationException">The configuration is not valid.</exception>
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        builder.AddOverrides();
        var configuration = new GatewayConfiguration(builder.Configuration);
        var settings = configuration.Current;

        builder.Services.AddGatewayProxy(configuration, configuration.ProxySection);
        builder.Services.AddHostedService<ConfigurationReporter>();
        builder.Services.AddHostedService<LatencyJudge>();
        builder.Services.AddHealthChecks()
            .AddCheck<DestinationsHealthCheck>("destinations")
            .AddCheck<DiscoveryHealthCheck>("discovery");
        builder.AddDraining();

        builder.Services.AddSingleton<TrustedPeers>();
        builder.Services.AddSingleton<RefusalWriter>();
        builder.Services.AddSingleton<RateLimits>();
        builder.Services.AddSingleton<ConcurrencyLimit>();
        builder.Services.AddSingleton<AttemptRecorder>();
        builder.Services.AddSingleton<ForwarderProblemWriter>();

        // Writers are asked in this order, and the framework's own says yes to nearly every Accept header.
        builder.Services.AddSingleton<IProblemDetailsWriter, HtmlProblemDetailsWriter>();
        builder.Services.AddProblemDetails();
        builder.Services.Configure<ExceptionHandlerOptions>(options =>
        {
            // A body that is broken or too slow is the client's failure, and nothing to log.
            options.StatusCodeSelector = exception => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
            options.SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException;
        });

        builder.Services.AddStatistics(settings.Management.Port);
        builder.Services.AddSingleton<AccessLogger>();
        builder.Services.Configure<TelemetryOptions>(telemetry => telemetry.ObserveRequests = false);

        // What HttpClient counts for each request, the gateway's own metrics say by destination without being asked by one; and
        // every request matches the one route.
        builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics
            .AddView("http.client.*", MetricStreamConfiguration.Drop)
            .AddView("aspnetcore.routing.*", MetricStreamConfiguration.Drop));

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.RequestHeaderEncodingSelector = StrictFieldEncoding.Select;
            kestrel.Limits.Apply(settings.Limits);
        });
        builder.AddManagement(settings.Management);
        builder.AddGatewayTls(configuration);
    }

    public static void UseGateway(this WebApplication app)
    {
        // Around everything, so that they see what the client gets.
        app.UseMiddleware<RequestTracingMiddleware>();
        app.UseMiddleware<AccessLogMiddleware>();
        app.UseDraining();

        // Also in development, where its page with a stack trace would be for whoever sent the request.
        app.UseExceptionHandler();

        // First who asks, then whether it can be understood, then whether it may.
        app.UseMiddleware<ForwardedHeadersFilter>();
        // Only now it is known whether the client, rather than the last proxy, came by https.
        app.UseMiddleware<HstsMiddleware>();
        app.UseMiddleware<ResponseHeaderMiddleware>();
        app.UseMiddleware<RequestValidationMiddleware>();
        app.UseMiddleware<FirewallMiddleware>();
        app.MapReverseProxy(proxy =>
        {
            proxy.UseMiddleware<RateLimitMiddleware>();
            proxy.UseMiddleware<RedirectMiddleware>();
            proxy.UseMiddleware<ConcurrencyLimitMiddleware>();
            proxy.UseMiddleware<RetryMiddleware>();
            proxy.UseLoadBalancing();
            proxy.UseMiddleware<AttemptTracingMiddleware>();
        });
    }
}
