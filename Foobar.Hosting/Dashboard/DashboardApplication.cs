using Aspire.Hosting.ApplicationModel;
using Foobar.Hosting.Dashboard.ConsoleLogs;
using Foobar.Hosting.Dashboard.Resources;
using Foobar.Hosting.Dashboard.Security;
using Foobar.Hosting.Dashboard.Telemetry;
using Foobar.Hosting.Dashboard.Telemetry.Overview;
using Foobar.Hosting.Dashboard.Telemetry.Traces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Foobar.Hosting.Dashboard;

/// <summary>Composes the dashboard's web application. Why it is built this way: docs/decisions/dashboard.md.</summary>
internal static class DashboardApplication
{
    private const long MaxRequestBytes = 16 * 1024;

    /// <param name="engine">The services of the application host, which the dashboard shows.</param>
    /// <param name="options">Where it listens and what lets a browser in.</param>
    /// <param name="listen">Binds the server.</param>
    public static WebApplication Build(IServiceProvider engine, DashboardOptions options, Action<KestrelServerOptions> listen)
    {
        // Empty: nothing of the application host's own configuration may change how its dashboard is served.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            listen(kestrel);
        });
        AddServices(builder.Services, engine, options);

        var app = builder.Build();
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseHostFiltering();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<SameOriginMiddleware>();
        app.UseMiddleware<SessionMiddleware>();
        app.UseRouting();
        app.UseDashboardAssets();
        app.MapLogin();
        app.MapPages();
        app.MapApplication();
        app.MapResources();
        app.MapResourceCommands();
        app.MapConsoleLogs();
        app.MapTelemetry();
        return app;
    }

    private static void AddServices(IServiceCollection services, IServiceProvider engine, DashboardOptions options)
    {
        services.AddRouting();
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, DashboardJsonContext.Default));

        // A page elsewhere whose name is made to resolve to this machine (DNS rebinding) still says its own name in Host.
        services.Configure<HostFilteringOptions>(hosts =>
        {
            hosts.AllowedHosts = ["localhost", "*.localhost", "127.0.0.1", "[::1]", options.Url.Host];
            hosts.AllowEmptyHosts = false;
        });

        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.AddSingleton(engine.GetRequiredService<ILoggerFactory>());
        services.AddSingleton(engine.GetRequiredService<DistributedApplicationModel>());
        services.AddSingleton(engine.GetRequiredService<ResourceNotificationService>());
        services.AddSingleton(engine.GetRequiredService<ResourceLoggerService>());
        services.AddSingleton(engine.GetRequiredService<ResourceCommandService>());
        services.AddSingleton(ApplicationView.Of(engine.GetRequiredService<IHostEnvironment>()));
        services.AddSingleton(new BrowserToken(options.Token));
        services.AddSingleton<SecretValues>();
        services.AddSingleton<ResourceDirectory>();
        services.AddSingleton<AllConsoleLogs>();
        services.AddSingleton(engine.GetRequiredService<TelemetryStore>());
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<PeerNames>();
        services.AddSingleton<DatabaseReader>();
        services.AddSingleton<OverviewReader>();
    }
}
