using System.Globalization;
using Foobar.AppHost.MySql;

namespace Foobar.AppHost;

/// <summary>The gateway's management port, and the file that its operator commands write.</summary>
internal static class GatewayManagement
{
    private const string Endpoint = "management";
    private const int DefaultPort = 8090;

    /// <summary>
    /// Opens the port of <c>Gateway:ManagementPort</c> (8090) on this machine, to both gateways: the page says which of them
    /// answered. What is changed there is kept beside the databases' data.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithManagement(this IResourceBuilder<ProjectResource> gateway)
    {
        var application = gateway.ApplicationBuilder;
        if (application.ExecutionContext.IsPublishMode)
        {
            // Its default address is the loopback interface, wherever that is; folders of this machine mean nothing elsewhere.
            return gateway.WithEnvironment("Gateway__Management__Port", DefaultPort.ToString(CultureInfo.InvariantCulture));
        }

        var dataFolder = MySqlReplicationOptions.Read(application.Configuration, application.AppHostDirectory).DataFolder;
        return gateway
            .WithHttpEndpoint(
                port: application.Configuration.GetPort("Gateway:ManagementPort", DefaultPort),
                name: Endpoint,
                env: "Gateway__Management__Port")
            .WithUrlForEndpoint(Endpoint, url => url.DisplayText = "status")
            .WithEnvironment("Gateway__OverridesFile", Path.Combine(dataFolder, gateway.Resource.Name, "overrides.json"));
    }
}
