using Foobar.Tests.Browsers;
using Foobar.Web;
using Foobar.Web.Api;
using Foobar.Web.Consistency;
using Foobar.Web.Links;
using Foobar.Web.Links.Following;
using Foobar.Web.Migrations;
using Foobar.Web.Pages;
using Foobar.Web.System;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Foobar.Tests.Web;

/// <summary>The web server in this process, with a database that nobody runs unless told otherwise.</summary>
public sealed class WebServer : IAsyncLifetime
{
    // Port 1 (tcpmux) is reserved and nothing listens there, so a connection is refused at once.
    private const string NoDatabase = "Server=127.0.0.1;Port=1;User ID=nobody;Password=hidden;Database=foobar";

    /// <summary>What every web server of a site has in common.</summary>
    public const string TokenKey = "a-secret-of-at-least-32-characters";

    private readonly Dictionary<string, string?> _settings;
    private WebApplication? _app;

    public WebServer()
        : this("web-1", new()
        {
            ["ConnectionStrings:mysql-1"] = NoDatabase,
            ["ConnectionStrings:mysql-2"] = NoDatabase,
            // Nobody will come.
            ["ReplicatedMySql:WriteTimeout"] = "00:00:01",
        })
    {
    }

    internal WebServer(string name, Dictionary<string, string?> settings) =>
        _settings = new(settings) { ["OTEL_SERVICE_NAME"] = name, ["ConsistencyToken:Key"] = TokenKey };

    public HttpClient Client { get; private set; } = null!;

    internal IServiceProvider Services => _app!.Services;

    /// <summary>Stops it as a process is told to stop; it finishes what it has.</summary>
    public Task StopAsync() => _app!.StopAsync();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = Environments.Development,
            // The styles and scripts of the pages, for browsers.
            WebRootPath = Path.Combine(Repository.Folder, "Foobar.Web", "wwwroot"),
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(_settings);

        builder.AddServiceDefaults();
        builder.AddReplicatedMySql("mysql-1", "mysql-2");
        builder.AddWebPipeline();
        builder.AddConsistency();
        builder.AddMigrations();
        builder.AddLinks();
        builder.AddApiDocument();
        builder.AddServedBy();
        builder.AddPages();

        _app = builder.Build();
        _app.UseWebPipeline();
        _app.UseStaticFiles();
        _app.MapDefaultEndpoints();
        _app.MapApiDocument();
        _app.MapLinksApi();
        _app.MapFollowing();
        _app.MapPages();
        _app.MapSystem();
        await _app.StartAsync();

        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}
