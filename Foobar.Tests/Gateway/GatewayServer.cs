using Foobar.Gateway;
using Foobar.Gateway.Destinations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy;

namespace Foobar.Tests.Gateway;

/// <summary>The gateway in this process, with its own appsettings.json and the given addresses for web-1 and web-2.</summary>
internal sealed class GatewayServer : IAsyncDisposable
{
    /// <summary>Port 1 (tcpmux) is reserved and nothing listens there, so a connection is refused at once.</summary>
    public const string Refusing = "http://127.0.0.1:1";

    private readonly WebApplication _app;

    private GatewayServer(WebApplication app, int managementPort)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = app.Urls.Select(url => new Uri(url)).First(url => url.Port != managementPort) };
    }

    public HttpClient Client { get; }

    /// <summary>Where it listens, which is at one http address unless the setting <c>urls</c> says otherwise.</summary>
    public IEnumerable<Uri> Addresses => _app.Urls.Select(url => new Uri(url));

    public IServiceProvider Services => _app.Services;

    /// <summary>What it knows of its one cluster's destinations.</summary>
    public IEnumerable<GatewayDestination> Destinations
    {
        get
        {
            var catalog = Services.GetRequiredService<DestinationCatalog>();
            return Services.GetRequiredService<IProxyStateLookup>().GetClusters().Single()
                .DestinationsState.AllDestinations.Select(state => catalog[state]);
        }
    }

    /// <param name="web1">Address of web-1.</param>
    /// <param name="web2">Address of web-2.</param>
    /// <param name="activeHealthChecks">Off, requests alone decide which server is asked.</param>
    /// <param name="activityTimeout">How long a server may be silent, if it is not to be the usual time.</param>
    /// <param name="map">Adds endpoints of the gateway's own.</param>
    /// <param name="logs">Where its log goes.</param>
    /// <param name="configure">Changes the host before it is built.</param>
    /// <param name="settings">Whatever else is to be configured, each with its whole key.</param>
    public static async Task<GatewayServer> StartAsync(
        string web1,
        string web2,
        bool activeHealthChecks = false,
        TimeSpan? activityTimeout = null,
        Action<IEndpointRouteBuilder>? map = null,
        ILoggerProvider? logs = null,
        Action<WebApplicationBuilder>? configure = null,
        params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.Configuration
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "Gateway", "appsettings.json"))
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ReverseProxy:Clusters:web:Destinations:web-1:Address"] = "http://web-1",
                ["ReverseProxy:Clusters:web:Destinations:web-2:Address"] = "http://web-2",
                ["services:web-1:http:0"] = web1,
                ["services:web-2:http:0"] = web2,
                ["ReverseProxy:Clusters:web:HealthCheck:Active:Enabled"] = activeHealthChecks.ToString(),
            });
        if (activityTimeout is { } timeout)
        {
            builder.Configuration["ReverseProxy:Clusters:web:HttpRequest:ActivityTimeout"] = timeout.ToString();
        }

        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value));
        builder.Logging.ClearProviders();
        if (logs is not null)
        {
            builder.Logging.AddProvider(logs);
        }

        builder.WebHost.UseUrls(settings.LastOrDefault(setting => setting.Key == WebHostDefaults.ServerUrlsKey).Value ?? "http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.AddGateway();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseGateway();
        app.MapDefaultEndpoints();
        map?.Invoke(app);
        await app.StartAsync();
        return new GatewayServer(app, app.Configuration.GetValue<int>("Gateway:Management:Port"));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
