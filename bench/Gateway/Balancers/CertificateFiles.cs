using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Foobar.GatewayBench.Balancers;

/// <summary>The one certificate that all balancers serve https with.</summary>
/// <param name="Certificate">The certificate alone.</param>
/// <param name="Key">Its key alone.</param>
/// <param name="Both">Both in one, as HAProxy wants it.</param>
internal sealed record CertificateFiles(string Certificate, string Key, string Both)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(7);

    public static CertificateFiles Create(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now + s_lifetime);

        var files = new CertificateFiles(Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"), Path.Combine(folder, "both.pem"));
        File.WriteAllText(files.Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(files.Key, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllLines(files.Both, [certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem()]);
        return files;
    }
}
