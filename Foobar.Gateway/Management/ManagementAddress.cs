using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Management;

/// <summary>Where the management port listens. It joins the site's addresses: a listener added in code would replace them.</summary>
/// <remarks>It comes first, so that it is there once the site is.</remarks>
internal static class ManagementAddress
{
    private const string KestrelDefault = "http://localhost:5000";

    /// <returns>The urls for Kestrel: the management port's and the site's.</returns>
    /// <exception cref="GatewayConfigurationException">The management port cannot be told from the site's.</exception>
    public static string AddTo(IConfiguration configuration, ManagementSettings settings)
    {
        if (configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            throw new GatewayConfigurationException(
                "Kestrel:Endpoints is set, which makes Kestrel ignore all urls and with them Gateway:Management:Port. "
                + "Give the site's addresses in ASPNETCORE_URLS instead.");
        }

        var site = SiteUrls(configuration);
        foreach (var url in site)
        {
            if (BindingAddress.Parse(url).Port == settings.Port)
            {
                throw new GatewayConfigurationException(
                    $"Gateway:Management:Port is {settings.Port}, on which the site is served too ({url}). Set another port.");
            }
        }

        var host = settings.Address.Contains(':', StringComparison.Ordinal) ? $"[{settings.Address}]" : settings.Address;
        return string.Join(';', [$"http://{host}:{settings.Port}", .. site]);
    }

    // As Kestrel finds them: once there are urls, it ignores the ports.
    private static List<string> SiteUrls(IConfiguration configuration)
    {
        if (Split(configuration[WebHostDefaults.ServerUrlsKey]) is { Count: > 0 } urls)
        {
            return urls;
        }

        List<string> ports =
        [
            .. Split(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}"),
            .. Split(configuration[WebHostDefaults.HttpsPortsKey]).Select(port => $"https://*:{port}"),
        ];
        return ports.Count > 0 ? ports : [KestrelDefault];
    }

    private static List<string> Split(string? text) =>
        [.. (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
