using Foobar.Gateway.Destinations;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.LoadBalancing;

namespace Foobar.Gateway.Configuration;

/// <summary>Lets YARP itself read and validate its section before the running proxy is told of it.</summary>
internal static class ProxyConfigurationCheck
{
    /// <exception cref="GatewayConfigurationException">YARP cannot use the section.</exception>
    public static void Run(IConfiguration source, GatewayConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddServiceDiscovery().AddGatewayProxy(configuration, source.GetSection(ProxyConfiguration.Section));
        using var provider = services.BuildServiceProvider();

        try
        {
            var proxy = provider.GetRequiredService<IProxyConfigProvider>().GetConfig();
            CheckPolicies(proxy.Clusters, provider.GetServices<ILoadBalancingPolicy>().Select(policy => policy.Name));
            CheckDestinations(proxy.Clusters);
            CheckRoutes(proxy);
            MiddlewareSettings.Check(proxy.Routes);
            var validator = provider.GetRequiredService<IConfigValidator>();
            var problems = ProblemsAsync(proxy, validator).AsTask().GetAwaiter().GetResult();
            if (problems.Count > 0)
            {
                throw new GatewayConfigurationException(
                    string.Join(' ', problems.Select(problem => $"{ProxyConfiguration.Section}: {problem.Message}")));
            }
        }
        catch (Exception exception) when (exception is not GatewayConfigurationException)
        {
            throw new GatewayConfigurationException($"{ProxyConfiguration.Section} cannot be read: {exception.Message}", exception);
        }
    }

    private static void CheckPolicies(IEnumerable<ClusterConfig> clusters, IEnumerable<string> policies)
    {
        var names = policies.Order(StringComparer.Ordinal).ToArray();
        var unknown = clusters.FirstOrDefault(cluster => cluster.LoadBalancingPolicy is { } policy
            && !names.Contains(policy, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
        {
            throw new GatewayConfigurationException(
                $"{ProxyConfiguration.Section}:Clusters:{unknown.ClusterId}:LoadBalancingPolicy is '{unknown.LoadBalancingPolicy}'; "
                + $"{string.Join(", ", names)} are allowed.");
        }
    }

    // YARP itself would answer all requests of such a route with 503.
    private static void CheckRoutes(IProxyConfig proxy)
    {
        var lost = proxy.Routes.FirstOrDefault(route => !proxy.Clusters
            .Any(cluster => string.Equals(cluster.ClusterId, route.ClusterId, StringComparison.OrdinalIgnoreCase)));
        if (lost is not null)
        {
            throw new GatewayConfigurationException(
                $"{ProxyConfiguration.Section}:Routes:{lost.RouteId}:ClusterId is '{lost.ClusterId}', and there is no such cluster.");
        }
    }

    private static void CheckDestinations(IEnumerable<ClusterConfig> clusters)
    {
        foreach (var cluster in clusters)
        {
            foreach (var (name, destination) in cluster.Destinations ?? new Dictionary<string, DestinationConfig>())
            {
                try
                {
                    DestinationSettings.Read(destination);
                }
                catch (FormatException exception)
                {
                    throw new GatewayConfigurationException(
                        $"{ProxyConfiguration.Section}:Clusters:{cluster.ClusterId}:Destinations:{name}:{exception.Message}", exception);
                }
            }
        }
    }

    private static async ValueTask<List<Exception>> ProblemsAsync(IProxyConfig proxy, IConfigValidator validator)
    {
        var problems = new List<Exception>();
        foreach (var route in proxy.Routes)
        {
            problems.AddRange(await validator.ValidateRouteAsync(route));
        }

        foreach (var cluster in proxy.Clusters)
        {
            problems.AddRange(await validator.ValidateClusterAsync(cluster));
        }

        return problems;
    }
}
