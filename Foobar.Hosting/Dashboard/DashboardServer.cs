using System.Net;
using Aspire.Hosting;
using Foobar.Hosting.Dashboard.Otlp;
using Foobar.Hosting.Dashboard.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Foobar.Hosting.Dashboard;

/// <summary>Shows the application live on a web page, served by the application host itself.</summary>
internal sealed class DashboardServer(
    IServiceProvider engine,
    IConfiguration configuration,
    IOptions<EmbeddedEngineOptions> engineOptions,
    DistributedApplicationExecutionContext executionContext,
    ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    private const string CollectorVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private WebApplication? _app;

    /// <summary>Takes the application's telemetry; null while the dashboard does not run.</summary>
    public OtlpReceiver? Receiver { get; private set; }

    /// <summary>The address that signs a browser in; null while the dashboard does not run.</summary>
    public Uri? LoginUrl { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (engineOptions.Value.DisableDashboard)
        {
            return;
        }

        var options = DashboardOptions.From(configuration);
        var otlp = OtlpOptions.From(configuration);
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

        await ReceiveTelemetryAsync(otlp, cancellationToken);
        LoginUrl = new Uri(BoundUrl(_app, options.Url), $"/login?t={Uri.EscapeDataString(options.Token)}");
        if (engineOptions.Value.ConsoleOutput)
        {
            Console.Out.WriteLine($"            Dashboard  {LoginUrl}");
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await (_app?.StopAsync(cancellationToken) ?? Task.CompletedTask);
        await (Receiver?.StopAsync(cancellationToken) ?? Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Receiver?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task ReceiveTelemetryAsync(OtlpOptions options, CancellationToken cancellationToken)
    {
        if (engineOptions.Value.RandomizePorts)
        {
            options = options with { GrpcUrl = null, HttpUrl = null };
        }

        Receiver = await OtlpReceiver.StartAsync(options, engine.GetRequiredService<TelemetryStore>(), loggers, cancellationToken);

        // Whoever runs the application host with a collector of his own wants to see the telemetry there.
        if (string.IsNullOrWhiteSpace(configuration[CollectorVariable]))
        {
            executionContext.Collector = new(Receiver.GrpcUrl, options.ApiKey);
        }
    }

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
