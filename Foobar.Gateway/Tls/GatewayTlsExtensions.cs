using System.Net.Quic;
using Foobar.Gateway.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Foobar.Gateway.Tls;

internal static class GatewayTlsExtensions
{
    // HTTP/3 needs MsQuic, which not every system has; without it there is HTTP/2 and no word of HTTP/3.
    private static readonly bool s_hasQuic =
        (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() || OperatingSystem.IsWindows()) && QuicListener.IsSupported;

    /// <summary>Serves https as <see cref="TlsSettings"/> says.</summary>
    /// <exception cref="GatewayConfigurationException">A certificate cannot be used.</exception>
    public static void AddGatewayTls(this WebApplicationBuilder builder, GatewayConfiguration configuration)
    {
        var development = new DevelopmentCertificateStore(
            builder.Configuration[DevelopmentCertificateStore.FolderSetting] ?? DevelopmentCertificateStore.DefaultFolder,
            TimeProvider.System);
        var store = new CertificateStore(configuration, development, TimeProvider.System);
        var addresses = new HttpsAddresses(builder.Configuration);
        var tls = configuration.Current.Tls;
        var isKestrels = tls.Certificates.Count == 0 && builder.Configuration.GetSection("Kestrel:Certificates:Default").Exists();

        // http alone needs no certificate; one that is configured is to be right all the same.
        if (tls.Certificates.Count > 0 || (addresses.Any && !isKestrels))
        {
            store.Load();
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureEndpointDefaults(endpoint =>
            {
                if (addresses.Take(endpoint.EndPoint))
                {
                    UseHttps(endpoint, isKestrels ? null : store);
                }
            });
            kestrel.ConfigureHttpsDefaults(https =>
            {
                https.SslProtocols = tls.Protocols;

                // Kestrel:Endpoints wants to see one, also where it is not used in the end.
                https.ServerCertificate = store.Current?.Certificates[0].Certificate;
            });
        });

        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(development);
        builder.Services.AddHostedService<CertificateReloader>();
        builder.Services.AddHealthChecks().AddCheck<CertificatesHealthCheck>("certificates");
    }

    private static void UseHttps(ListenOptions endpoint, CertificateStore? store)
    {
        if (s_hasQuic)
        {
            endpoint.Protocols = HttpProtocols.Http1AndHttp2AndHttp3;
        }

        if (store is not null)
        {
            endpoint.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = connection => ValueTask.FromResult(store.GetOptions(connection.ClientHelloInfo.ServerName)),
            });
        }
    }
}
