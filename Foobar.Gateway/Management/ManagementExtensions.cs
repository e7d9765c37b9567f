using Foobar.Gateway.Configuration;
using Foobar.Gateway.Management.Commands;
using Foobar.Gateway.Management.Security;
using Foobar.Gateway.Status;
using OpenTelemetry.Metrics;
using Yarp.ReverseProxy.Configuration;

namespace Foobar.Gateway.Management;

internal static class ManagementExtensions
{
    /// <summary>Opens the management port, if the settings say so.</summary>
    /// <exception cref="GatewayConfigurationException">The port cannot be told from the site's.</exception>
    public static void AddManagement(this WebApplicationBuilder builder, ManagementSettings settings)
    {
        if (settings.Port == 0)
        {
            return;
        }

        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, ManagementAddress.AddTo(builder.Configuration, settings));

        builder.Services.AddSingleton<ManagementAccess>();
        builder.Services.AddSingleton<OperatorCommands>();
        builder.Services.AddSingleton<AppliedConfiguration>();
        builder.Services.AddSingleton<IConfigChangeListener>(provider => provider.GetRequiredService<AppliedConfiguration>());
        builder.Services.AddSingleton<InstanceName>();
        builder.Services.AddSingleton<DestinationStatusReader>();
        builder.Services.AddSingleton<StatusReader>();
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddPrometheusExporter());

        // Before all others: AllowedHosts and what else is for the site says nothing about this port.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter>(new ManagementBranch(settings.Port)));
    }
}
