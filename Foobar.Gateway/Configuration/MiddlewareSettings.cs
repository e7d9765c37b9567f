using Yarp.ReverseProxy.Configuration;

namespace Foobar.Gateway.Configuration;

/// <summary>
/// What a route may ask of middleware of ASP.NET Core's that the gateway does not have: YARP would take the setting, and it
/// would fail every request or do nothing.
/// </summary>
internal static class MiddlewareSettings
{
    private const string Anonymous = "Anonymous";

    private const string Elsewhere = "The gateway has that under";

    private static readonly (string Name, Func<RouteConfig, object?> Value, string Instead)[] s_settings =
    [
        (nameof(RouteConfig.AuthorizationPolicy), AuthorizationPolicyOf, "Who may do what is for the servers to say."),
        (nameof(RouteConfig.CorsPolicy), route => route.CorsPolicy, "Which origins may ask is for the servers to say."),
        (nameof(RouteConfig.OutputCachePolicy), route => route.OutputCachePolicy, "The gateway caches nothing."),
        (nameof(RouteConfig.RateLimiterPolicy), route => route.RateLimiterPolicy, $"{Elsewhere} Gateway:RateLimit."),
        (nameof(RouteConfig.Timeout), route => route.Timeout, $"{Elsewhere} the cluster's HttpRequest:ActivityTimeout."),
        (nameof(RouteConfig.TimeoutPolicy), route => route.TimeoutPolicy, $"{Elsewhere} the cluster's HttpRequest:ActivityTimeout."),
    ];

    /// <exception cref="GatewayConfigurationException">A route has one.</exception>
    public static void Check(IEnumerable<RouteConfig> routes)
    {
        foreach (var route in routes)
        {
            foreach (var (name, value, instead) in s_settings)
            {
                if (value(route) is { } set)
                {
                    throw new GatewayConfigurationException(
                        $"{ProxyConfiguration.Section}:Routes:{route.RouteId}:{name} is '{set}' and would have no effect. {instead}");
                }
            }
        }
    }

    // This one asks for nothing.
    private static string? AuthorizationPolicyOf(RouteConfig route) =>
        string.Equals(route.AuthorizationPolicy, Anonymous, StringComparison.OrdinalIgnoreCase) ? null : route.AuthorizationPolicy;
}
