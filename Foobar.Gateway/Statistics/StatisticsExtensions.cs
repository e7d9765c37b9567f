using System.Diagnostics.Metrics;
using Foobar.Gateway.Status;

namespace Foobar.Gateway.Statistics;

internal static class StatisticsExtensions
{
    /// <summary>Counts, and exports the counts wherever the application's metrics go.</summary>
    public static void AddStatistics(this IServiceCollection services, int managementPort)
    {
        services.AddSingleton<FrontendStatistics>();
        services.AddSingleton(provider => new ConnectionStatistics(provider.GetRequiredService<IMeterFactory>(), managementPort));
        services.AddHostedService(provider => provider.GetRequiredService<ConnectionStatistics>());
        services.AddSingleton<DestinationConditions>();
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<RequestDurations>();
        services.AddHostedService<StatisticsSampler>();
    }
}
