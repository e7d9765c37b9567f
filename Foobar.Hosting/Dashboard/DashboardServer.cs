using System.Net;
using Aspire.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Foobar.Hosting.Dashboard;

/// <summary>Shows the application live on a web page, served by the application host itself.</summary>
internal sealed class DashboardServer(IServiceProvider engine, IConfiguration configuration, IOptions<EmbeddedEngineOptions> engineOptions) : IHostedService, IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>The address that signs a browser in; null while the dashboard does not run.</summary>
    public Uri? LoginUrl { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (engineOptions.Value.DisableDashboard)
        {
            return;
        }

        var options = DashboardOptions.From(configuration);
        _app = DashboardApplication.Build(engine, options, kestrel => Listen(kestrel, options.Url));
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            throw new DistributedApplicationException(
                $"The dashboard cannot listen on {options.Url.GetLeftPart(UriPartial.Authority)}: {e.GetBaseException().Message}. End the program that uses port {options.Url.Port}, or choose another with ASPNETCORE_URLS=http://localhost:PORT.", e);
        }

        LoginUrl = new Uri(BoundUrl(_app, options.Url), $"/login?t={Uri.EscapeDataString(options.Token)}");
        if (engineOptions.Value.ConsoleOutput)
        {
            Console.Out.WriteLine($"            Dashboard  {LoginUrl}");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Listen(KestrelServerOptions kestrel, Uri url)
    {
        if (engineOptions.Value.RandomizePorts || url.Port == 0)
        {
            kestrel.Listen(IPAddress.Loopback, port: 0);
        }
        else if (IPAddress.TryParse(url.DnsSafeHost, out var address))
        {
            kestrel.Listen(address, url.Port);
        }
        else
        {
            kestrel.ListenLocalhost(url.Port);
        }
    }

    // The name people configured stands in the address they see; only a free port is known no sooner than now.
    private static Uri BoundUrl(WebApplication app, Uri configured) => new UriBuilder(configured) { Port = new Uri(app.Urls.First()).Port }.Uri;
}
