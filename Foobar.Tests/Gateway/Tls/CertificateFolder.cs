using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Foobar.Tests.Gateway.Tls;

/// <summary>A folder with certificate files, and an authority that issues them; gone after the test.</summary>
internal sealed class CertificateFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("foobar-tls-");

    public TestAuthority Authority { get; } = new();

    public string PathOf(string file) => Path.Combine(_folder.FullName, file);

    /// <summary>Issues a certificate into <c>name.crt</c>, its intermediate included, and <c>name.key</c>.</summary>
    /// <returns>The certificate's thumbprint.</returns>
    public string Write(string name, params string[] names)
    {
        using var certificate = Authority.Issue(names);
        return Write(name, certificate);
    }

    public string Write(string name, X509Certificate2 certificate)
    {
        File.WriteAllText(PathOf($"{name}.key"), KeyPem(certificate));
        File.WriteAllText(PathOf($"{name}.crt"), certificate.ExportCertificatePem() + "\n" + Authority.IntermediatePem);
        return certificate.Thumbprint;
    }

    /// <summary>The settings that name <c>name.crt</c> and <c>name.key</c> for each name.</summary>
    public (string, string?)[] Settings(params string[] names) =>
    [
        .. names.SelectMany((name, i) => new (string, string?)[]
        {
            ($"Gateway:Tls:Certificates:{i}:Path", PathOf($"{name}.crt")),
            ($"Gateway:Tls:Certificates:{i}:KeyPath", PathOf($"{name}.key")),
        }),
    ];

    public static string KeyPem(X509Certificate2 certificate)
    {
        using AsymmetricAlgorithm key = certificate.GetECDsaPrivateKey() ?? (AsymmetricAlgorithm)certificate.GetRSAPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    public void Dispose()
    {
        Authority.Dispose();
        _folder.Delete(recursive: true);
    }
}
