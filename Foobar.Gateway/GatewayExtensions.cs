using Foobar.Gateway.Discovery;
using Foobar.Gateway.Health;
using Foobar.Gateway.Retries;
using Microsoft.AspNetCore.DataProtection;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Foobar.Gateway;

internal static class GatewayExtensions
{
    // As the web servers: one that refuses in the middle of a body breaks the connection, which looks like its failure.
    private const int MaxBodyBytes = 16 * 1024;

    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(1);

    public static void AddGateway(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        builder.Services.AddProblemDetails();

        builder.Services.AddSingleton<IDestinationResolver, ServiceDiscoveryDestinationResolver>();
        builder.Services.AddSingleton<IPassiveHealthCheckPolicy, ConnectFailureHealthPolicy>();
        builder.Services.AddHealthChecks().AddCheck<DestinationsHealthCheck>("destinations");

        builder.Services.AddReverseProxy()
            .LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"))
            .ConfigureHttpClient((_, handler) => handler.ConnectTimeout = s_connectTimeout);

        // YARP brings data protection for session affinity, which is not used: no key is to be written for it.
        builder.Services.AddDataProtection().DisableAutomaticKeyGeneration();

        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource("Yarp.ReverseProxy"));
    }

    public static void UseGateway(this WebApplication app)
    {
        // Also in development, where its page with a stack trace would be for whoever sent the request.
        app.UseExceptionHandler();
        app.MapReverseProxy(proxy =>
        {
            proxy.UseMiddleware<ForwarderProblemMiddleware>();
            proxy.UseMiddleware<RetryMiddleware>();
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
    }
}
