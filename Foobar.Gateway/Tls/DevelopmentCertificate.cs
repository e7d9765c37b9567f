using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Foobar.Gateway.Tls;

/// <summary>Makes the certificates that serve https on a developer's machine.</summary>
internal static class DevelopmentCertificate
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private static readonly TimeSpan s_authorityLifetime = TimeSpan.FromDays(3650);

    // Apple's and Chrome's upper limit for server certificates is 398 days.
    private static readonly TimeSpan s_serverLifetime = TimeSpan.FromDays(397);

    // Clocks of a host and its virtual machines differ.
    private static readonly TimeSpan s_clockSkew = TimeSpan.FromHours(1);

    private static readonly string[] s_domains = ["localhost", "foobar.com"];

    private static readonly string[] s_hostNames =
        ["localhost", "foobar.localhost", "*.foobar.localhost", "foobar.com", "www.foobar.com"];

    public static X509Certificate2 CreateAuthority(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Foobar development CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority(pathLengthConstraint: 0));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));

        // Who trusts this authority trusts a key that lies on this disk: for these names only, then.
        request.CertificateExtensions.Add(
            NameConstraints.Permit(s_domains, [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")]));

        return request.CreateSelfSigned(now - s_clockSkew, now + s_authorityLifetime);
    }

    public static X509Certificate2 CreateServer(X509Certificate2 authority, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForEndEntity(critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        request.CertificateExtensions.Add(SubjectAlternativeNames());

        // A certificate may not outlive its authority.
        var authorityEnd = new DateTimeOffset(authority.NotAfter);
        var end = now + s_serverLifetime < authorityEnd ? now + s_serverLifetime : authorityEnd;

        using var certificate = request.Create(authority, NotBefore(authority, now), end, RandomNumberGenerator.GetBytes(16));
        return certificate.CopyWithPrivateKey(key);
    }

    private static DateTimeOffset NotBefore(X509Certificate2 authority, DateTimeOffset now)
    {
        var authorityStart = new DateTimeOffset(authority.NotBefore);
        return now - s_clockSkew > authorityStart ? now - s_clockSkew : authorityStart;
    }

    private static X509Extension SubjectAlternativeNames()
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var hostName in s_hostNames)
        {
            names.AddDnsName(hostName);
        }

        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        return names.Build();
    }
}
