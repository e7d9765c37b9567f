using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Foobar.Gateway.Configuration;
using Foobar.Gateway.Tls;

namespace Foobar.Tests.Gateway.Tls;

public sealed class CertificateFileTests : IDisposable
{
    private const string Setting = "Gateway:Tls:Certificates:0";
    private readonly CertificateFolder _folder = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Load_PemAndKey_HasTheKeyAndTheIntermediate(bool rsa)
    {
        using var issued = _folder.Authority.Issue(["www.foobar.com"], rsa: rsa);
        _folder.Write("www", issued);

        var certificate = Load("www.crt", "www.key");

        Assert.Equal(issued.Thumbprint, certificate.Certificate.Thumbprint);
        Assert.True(certificate.Certificate.HasPrivateKey);
        Assert.Equal(["www.foobar.com"], certificate.Names);
        Assert.Equal("CN=Test intermediate", Assert.Single(certificate.Context.IntermediateCertificates).Subject);
    }

    [Fact]
    public void Load_KeyInTheSameFile_NeedsNoKeyPath()
    {
        _folder.Write("www", "www.foobar.com");
        File.AppendAllText(_folder.PathOf("www.crt"), "\n" + File.ReadAllText(_folder.PathOf("www.key")));

        Assert.True(Load("www.crt").Certificate.HasPrivateKey);
    }

    [Fact]
    public void Load_EncryptedKey_IsOpenedWithThePassword()
    {
        using var issued = _folder.Authority.Issue(["www.foobar.com"]);
        _folder.Write("www", issued);
        using var key = issued.GetECDsaPrivateKey()!;
        File.WriteAllText(
            _folder.PathOf("www.key"),
            key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));

        Assert.True(Load("www.crt", "www.key", "secret").Certificate.HasPrivateKey);
        Refuses("www.crt", "www.key", "wrong", $"{Setting}:KeyPath is");
    }

    [Fact]
    public void Load_Pfx_IsOpenedWithThePassword()
    {
        using var issued = _folder.Authority.Issue(["www.foobar.com"]);
        using var intermediate = X509Certificate2.CreateFromPem(_folder.Authority.IntermediatePem);
        var all = new X509Certificate2Collection { intermediate, issued };
        File.WriteAllBytes(_folder.PathOf("www.pfx"), all.Export(X509ContentType.Pkcs12, "secret")!);

        var certificate = Load("www.pfx", password: "secret");

        Assert.Equal(issued.Thumbprint, certificate.Certificate.Thumbprint);
        Assert.Equal("CN=Test intermediate", Assert.Single(certificate.Context.IntermediateCertificates).Subject);
        Refuses("www.pfx", null, "wrong", $"{Setting}:Path is '{_folder.PathOf("www.pfx")}', which is neither PEM nor a PFX file that {Setting}:Password opens.");
    }

    [Fact]
    public void Load_FileThatIsMissing_NamesTheSettingAndTheFile()
    {
        _folder.Write("www", "www.foobar.com");

        Refuses("absent.crt", "www.key", null, $"{Setting}:Path is '{_folder.PathOf("absent.crt")}', which does not exist.");
        Refuses("www.crt", "absent/absent.key", null, $"{Setting}:KeyPath is '{_folder.PathOf("absent/absent.key")}', which does not exist.");
        Refuses("", "www.key", null, $"{Setting}:Path is '{_folder.PathOf("")}', which cannot be read: ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB")]
    [InlineData("-----BEGIN CERTIFICATE-----\nTUlJQg==\n-----END CERTIFICATE-----\n")]
    public void Load_FileThatIsNoCertificate_NamesTheSetting(string content)
    {
        _folder.Write("www", "www.foobar.com");
        File.WriteAllText(_folder.PathOf("www.crt"), content);

        Refuses("www.crt", "www.key", null, $"{Setting}:");
    }

    [Fact]
    public void Load_NoPrivateKey_NamesTheKeyPath()
    {
        _folder.Write("www", "www.foobar.com");

        Refuses("www.crt", null, null, $"{Setting}:KeyPath is not set, and '{_folder.PathOf("www.crt")}' has no private key in it.");
        Refuses("www.crt", "www.crt", null, $"{Setting}:KeyPath is '{_folder.PathOf("www.crt")}', which has no private key in it.");
    }

    [Fact]
    public void Load_KeyOfAnotherCertificate_NamesTheKeyPath()
    {
        _folder.Write("www", "www.foobar.com");
        _folder.Write("api", "api.foobar.com");

        Refuses("www.crt", "api.key", null, $"{Setting}:KeyPath is '{_folder.PathOf("api.key")}', whose private key is not the certificate's");
    }

    [Fact]
    public void Load_CertificateThatIsNotValidNow_SaysSince()
    {
        using var expired = _folder.Authority.Issue(["www.foobar.com"], validForDays: -2, validFromDay: -30);
        _folder.Write("old", expired);
        using var early = _folder.Authority.Issue(["www.foobar.com"], validForDays: 30, validFromDay: 2);
        _folder.Write("new", early);

        Refuses("old.crt", "old.key", null, $"which expired on {expired.NotAfter:yyyy-MM-dd}; put a renewed certificate there.");
        Refuses("new.crt", "new.key", null, $"which is valid from {early.NotBefore:yyyy-MM-dd} only.");
    }

    public void Dispose() => _folder.Dispose();

    private ServerCertificate Load(string path, string? keyPath = null, string? password = null)
    {
        var settings = new TlsSettings
        {
            Certificates =
            [
                new() { Path = _folder.PathOf(path), KeyPath = keyPath is null ? null : _folder.PathOf(keyPath), Password = password },
            ],
        };
        return Assert.Single(CertificateFile.ReadAll(settings)).Load(DateTimeOffset.UtcNow);
    }

    private void Refuses(string path, string? keyPath, string? password, string expected)
    {
        var exception = Assert.Throws<GatewayConfigurationException>(() => Load(path, keyPath, password));

        Assert.Contains(expected, exception.Message);
        Assert.DoesNotContain('\n', exception.Message);
        Assert.DoesNotContain("secret", exception.Message);
    }
}
