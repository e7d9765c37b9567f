using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Foobar.Gateway.Security;

internal static class GatewayHttpsExtensions
{
    /// <summary>Serves https with the configured certificate or else with a development certificate of our own making.</summary>
    public static void AddGatewayHttps(this WebApplicationBuilder builder)
    {
        var isConfigured = builder.Configuration.GetSection("Kestrel:Certificates:Default").Exists();
        var folder = builder.Configuration["DevelopmentCertificate:Folder"] ?? DevelopmentCertificateStore.DefaultFolder;

        // Called for the first https endpoint only; http alone needs no certificate.
        var certificate = new Lazy<X509Certificate2>(() => new DevelopmentCertificateStore(folder, TimeProvider.System).GetOrCreate());

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
        {
            https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            if (!isConfigured)
            {
                https.ServerCertificate = certificate.Value;
            }
        }));
    }
}
