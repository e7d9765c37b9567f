using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Foobar.Tests.Gateway.Tls;

/// <summary>An authority whose certificates are signed by an intermediate, as those of public authorities are.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _intermediate;

    public TestAuthority()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = Authority("CN=Test root", rootKey);
        Root = root.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1000), DateTimeOffset.UtcNow.AddDays(1000));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var intermediate = Authority("CN=Test intermediate", key).Create(
            Root, DateTimeOffset.UtcNow.AddDays(-900), DateTimeOffset.UtcNow.AddDays(900), RandomNumberGenerator.GetBytes(8));
        _intermediate = intermediate.CopyWithPrivateKey(key);
    }

    public X509Certificate2 Root { get; }

    /// <summary>The intermediate's certificate in PEM, as it follows a server's certificate in a file.</summary>
    public string IntermediatePem => _intermediate.ExportCertificatePem();

    /// <summary>A certificate for these names with its private key, valid from yesterday on unless told otherwise.</summary>
    public X509Certificate2 Issue(string[] names, int validForDays = 30, int validFromDay = -1, bool rsa = false)
    {
        using AsymmetricAlgorithm key = rsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = key is RSA rsaKey
            ? new CertificateRequest($"CN={names[0]}", rsaKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest($"CN={names[0]}", (ECDsa)key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        Array.ForEach(names, alternatives.AddDnsName);
        request.CertificateExtensions.Add(alternatives.Build());

        using var certificate = request.Create(
            _intermediate.SubjectName,
            X509SignatureGenerator.CreateForECDsa(_intermediate.GetECDsaPrivateKey()!),
            DateTimeOffset.UtcNow.AddDays(validFromDay),
            DateTimeOffset.UtcNow.AddDays(validForDays),
            RandomNumberGenerator.GetBytes(8));
        return key is RSA privateRsa ? certificate.CopyWithPrivateKey(privateRsa) : certificate.CopyWithPrivateKey((ECDsa)key);
    }

    public void Dispose()
    {
        Root.Dispose();
        _intermediate.Dispose();
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request;
    }
}
