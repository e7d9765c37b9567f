using System.Net;
using Foobar.Hosting.Dashboard.Otlp.Grpc;
using Foobar.Hosting.Dashboard.Otlp.Http;
using Foobar.Hosting.Dashboard.Otlp.Import;
using Foobar.Hosting.Dashboard.Telemetry;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Foobar.Hosting.Dashboard.Otlp;

/// <summary>
/// Receives telemetry by OTLP, on two loopback ports: without TLS a connection cannot say whether it is HTTP/1.1 or the HTTP/2
/// that gRPC needs.
/// </summary>
internal sealed partial class OtlpReceiver : IAsyncDisposable
{
    /// <summary>The size of a request, unpacked; that of the OpenTelemetry collector.</summary>
    public const int MaxMessageBytes = 4 * 1024 * 1024;

    // What frames and headers add to a message.
    private const int FrameBytes = 1024;
    private const int MaxConnections = 200;

    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app)
    {
        _app = app;
        var urls = app.Urls.Select(url => new Uri(url)).ToList();
        (GrpcUrl, HttpUrl) = (urls[0], urls[^1]);
    }

    /// <summary>Where gRPC is spoken.</summary>
    public Uri GrpcUrl { get; }

    /// <summary>Where HTTP is spoken.</summary>
    public Uri HttpUrl { get; }

    /// <param name="options">Where, and with which key. A port that is taken is replaced by a free one: who sends is told it.</param>
    /// <param name="telemetry">Takes what comes.</param>
    /// <param name="loggers">The application host's log.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<OtlpReceiver> StartAsync(OtlpOptions options, TelemetryStore telemetry, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var app = Build(options, telemetry, loggers);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (options.GrpcUrl is not null || options.HttpUrl is not null)
        {
            await app.DisposeAsync();
            LogPortTaken(loggers.CreateLogger<OtlpReceiver>(), e.GetBaseException().Message);
            app = Build(options with { GrpcUrl = null, HttpUrl = null }, telemetry, loggers);
            await app.StartAsync(cancellationToken);
        }

        return new OtlpReceiver(app);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static WebApplication Build(OtlpOptions options, TelemetryStore telemetry, ILoggerFactory loggers)
    {
        // Empty, as the dashboard's: nothing of the application host's own configuration may change it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxMessageBytes + FrameBytes;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            Listen(kestrel, options.GrpcUrl, HttpProtocols.Http2);
            Listen(kestrel, options.HttpUrl, HttpProtocols.Http1);
        });
        AddServices(builder.Services, options, telemetry, loggers);

        var app = builder.Build();
        app.UseHostFiltering();
        app.UseExceptionHandler();
        app.UseMiddleware<ApiKeyMiddleware>();
        app.UseMiddleware<RefusalCountMiddleware>();
        app.UseRouting();
        app.MapGrpcService<OtlpService>();
        app.MapOtlp();
        return app;
    }

    private static void AddServices(IServiceCollection services, OtlpOptions options, TelemetryStore telemetry, ILoggerFactory loggers)
    {
        services.AddRouting();
        services.AddProblemDetails();
        services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = MaxMessageBytes);
        services.Configure<HostFilteringOptions>(hosts =>
        {
            hosts.AllowedHosts = ["localhost", "*.localhost", "127.0.0.1", "[::1]"];
            hosts.AllowEmptyHosts = false;
        });
        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.AddSingleton(loggers);
        services.AddSingleton(options);
        services.AddSingleton(telemetry);
        services.AddSingleton<OtlpImport>();
        services.AddSingleton<OtlpService>();
        services.AddSingleton<IServiceMethodProvider<OtlpService>, OtlpMethods>();
    }

    private static void Listen(KestrelServerOptions kestrel, Uri? url, HttpProtocols protocols)
    {
        if (url is null || url.Port == 0)
        {
            kestrel.Listen(IPAddress.Loopback, port: 0, listen => listen.Protocols = protocols);
        }
        else if (IPAddress.TryParse(url.DnsSafeHost, out var address))
        {
            kestrel.Listen(address, url.Port, listen => listen.Protocols = protocols);
        }
        else
        {
            kestrel.ListenLocalhost(url.Port, listen => listen.Protocols = protocols);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Telemetry is received on other ports than configured: {Problem}")]
    private static partial void LogPortTaken(ILogger logger, string problem);
}
