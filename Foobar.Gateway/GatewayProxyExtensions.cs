using System.Text;
using Foobar.Gateway.Configuration;
using Foobar.Gateway.Destinations;
using Foobar.Gateway.Discovery;
using Foobar.Gateway.Discovery.Dns;
using Foobar.Gateway.Health;
using Foobar.Gateway.LoadBalancing;
using Foobar.Gateway.Retries;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Foobar.Gateway;

/// <summary>YARP with our policies in the place of its own.</summary>
internal static class GatewayProxyExtensions
{
    private const int StreamWindowBytes = 1024 * 1024;

    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(1);

    // A server that hangs is known by the ping that it does not answer, long before a request's time is up.
    private static readonly TimeSpan s_pingDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_pingTimeout = TimeSpan.FromSeconds(2);

    public static IServiceCollection AddGatewayProxy(
        this IServiceCollection services, GatewayConfiguration configuration, IConfiguration proxy)
    {
        services.AddReverseProxy()
            .LoadFromConfig(proxy)
            .AddTransforms<RetryTransforms>()
            .ConfigureHttpClient((_, handler) =>
            {
                handler.ConnectTimeout = s_connectTimeout;

                // The trace goes on by a field of the request (AttemptSpan); otherwise something is made for each of them here.
                handler.ActivityHeadersPropagator = null;
                handler.InitialHttp2StreamWindowSize = StreamWindowBytes;

                // As Kestrel reads them; otherwise a cookie with a letter beyond ASCII is an error of the gateway's.
                handler.RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8;
                handler.KeepAlivePingDelay = s_pingDelay;
                handler.KeepAlivePingTimeout = s_pingTimeout;
                handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;
            });

        // YARP brings data protection for session affinity, which is not used: no key is to be written for it.
        services.AddDataProtection().DisableAutomaticKeyGeneration();

        // Nor does anybody log in here (MiddlewareSettings): with these, the framework would ask for it with each request.
        services.RemoveAll<IAuthorizationHandlerProvider>();
        services.RemoveAll<IAuthorizationService>();
        services.RemoveAll<IPolicyEvaluator>();

        services.AddSingleton(configuration);
        services.AddSingleton<DestinationCatalog>();
        services.AddSingleton<DnsQuery>();
        services.AddSingleton<WatchedHosts>();
        services.AddSingleton<IDestinationResolver, ServiceDiscoveryDestinationResolver>();
        services.AddSingleton<IAvailableDestinationsPolicy, ServingDestinationsPolicy>();
        services.AddSingleton<IActiveHealthCheckPolicy, RiseFallHealthPolicy>();
        services.AddSingleton<OutlierEjector>();
        services.AddSingleton<RetryBudget>();
        services.AddSingleton<RetryPlanner>();

        // Ours of the same names know weights and slow start.
        services.RemoveAll<ILoadBalancingPolicy>();
        services.AddSingleton<DestinationWeights>();
        services.AddSingleton<ILoadBalancingPolicy, RoundRobinLoadBalancingPolicy>();
        services.AddSingleton<ILoadBalancingPolicy, LeastRequestsLoadBalancingPolicy>();
        services.AddSingleton<ILoadBalancingPolicy, PowerOfTwoChoicesLoadBalancingPolicy>();
        services.AddSingleton<ILoadBalancingPolicy, RandomLoadBalancingPolicy>();
        services.AddSingleton<ILoadBalancingPolicy, IpHashLoadBalancingPolicy>();
        services.AddSingleton<ILoadBalancingPolicy, ActivePassiveLoadBalancingPolicy>();
        return services;
    }
}
