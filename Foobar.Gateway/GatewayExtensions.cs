using Foobar.Gateway.Configuration;
using Foobar.Gateway.Destinations;
using Foobar.Gateway.Firewall;
using Foobar.Gateway.Forwarding;
using Foobar.Gateway.Health;
using Foobar.Gateway.Limits;
using Foobar.Gateway.RateLimiting;
using Foobar.Gateway.Refusals;
using Foobar.Gateway.ResponseHeaders;
using Foobar.Gateway.Retries;
using Foobar.Gateway.Validation;

namespace Foobar.Gateway;

internal static class GatewayExtensions
{
    /// <exception cref="GatewayConfigurationException">The configuration is not valid.</exception>
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        var configuration = new GatewayConfiguration(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.RequestHeaderEncodingSelector = StrictFieldEncoding.Select;
            kestrel.Limits.Apply(configuration.Current.Limits);
        });
        builder.Services.AddProblemDetails();
        builder.Services.Configure<ExceptionHandlerOptions>(options =>
        {
            // A body that is broken or too slow is the client's failure, and nothing to log.
            options.StatusCodeSelector = exception => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
            options.SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException;
        });
        builder.AddDraining();

        builder.Services.AddGatewayProxy(configuration, configuration.ProxySection);
        builder.Services.AddHostedService<LatencyJudge>();
        builder.Services.AddHealthChecks().AddCheck<DestinationsHealthCheck>("destinations");
        builder.Services.AddSingleton<RefusalWriter>();
        builder.Services.AddSingleton<RateLimits>();
        builder.Services.AddSingleton<ConcurrencyLimit>();

        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource("Yarp.ReverseProxy"))
            .WithMetrics(metrics => metrics.AddMeter(RefusalWriter.MeterName));
    }

    public static void UseGateway(this WebApplication app)
    {
        // Also in development, where its page with a stack trace would be for whoever sent the request.
        app.UseExceptionHandler();

        // First who asks, then whether it can be understood, then whether it may.
        app.UseMiddleware<ForwardedHeadersFilter>();
        app.UseMiddleware<ResponseHeaderMiddleware>();
        app.UseMiddleware<RequestValidationMiddleware>();
        app.UseMiddleware<FirewallMiddleware>();
        app.MapReverseProxy(proxy =>
        {
            proxy.UseMiddleware<RateLimitMiddleware>();
            proxy.UseMiddleware<ConcurrencyLimitMiddleware>();
            proxy.UseMiddleware<ForwarderProblemMiddleware>();
            proxy.UseMiddleware<RetryMiddleware>();
            proxy.UseLoadBalancing();
            proxy.UseMiddleware<AttemptMiddleware>();
        });
    }
}
