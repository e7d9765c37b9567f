using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Foobar.Gateway.Tls;
using Microsoft.Extensions.Time.Testing;

namespace Foobar.Tests.Gateway.Tls;

public sealed class DevelopmentCertificateStoreTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("foobar-certificates-");
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    private string Folder => Path.Combine(_parent.FullName, "certificates");

    public void Dispose() => _parent.Delete(recursive: true);

    [Fact]
    public async Task GetOrCreate_TwoStartAtOnce_AgreeOnOneCertificate()
    {
        using var together = new Barrier(2);
        var certificates = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                return CreateStore().GetOrCreate();
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal(certificates[0].Thumbprint, certificates[1].Thumbprint);
        Assert.All(certificates, certificate => Assert.True(certificate.HasPrivateKey));
        Array.ForEach(certificates, certificate => certificate.Dispose());
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("foobar.localhost")]
    [InlineData("www.foobar.localhost")]
    [InlineData("foobar.com")]
    [InlineData("www.foobar.com")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void GetOrCreate_NameOfTheSite_IsCoveredAndTrustedThroughTheAuthority(string name)
    {
        using var certificate = CreateStore().GetOrCreate();
        using var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(Folder, "ca.crt"));

        Assert.True(certificate.MatchesHostname(name));
        Assert.Equal([], Validate(certificate, authority));
    }

    [Fact]
    public void NewAuthority_FirstRunAndSecond_IsNamedOnce()
    {
        var first = CreateStore();
        var second = CreateStore();

        first.GetOrCreate().Dispose();
        second.GetOrCreate().Dispose();

        Assert.Equal(Path.Combine(Folder, "ca.crt"), first.NewAuthority);
        Assert.Null(second.NewAuthority);
    }

    [Fact]
    public void Authority_NameOfAnotherSite_IsNotTrusted()
    {
        using var authority = DevelopmentCertificate.CreateAuthority(_time.GetUtcNow());
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=evil.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("evil.example");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(
            authority, _time.GetUtcNow(), _time.GetUtcNow().AddDays(1), RandomNumberGenerator.GetBytes(8));

        Assert.Contains(X509ChainStatusFlags.HasNotPermittedNameConstraint, Validate(certificate, authority));
    }

    [Fact]
    public void GetOrCreate_CertificateNearItsEnd_IsRenewedUnderTheSameAuthority()
    {
        using var first = CreateStore().GetOrCreate();
        _time.SetUtcNow(first.NotAfter.ToUniversalTime().AddDays(-29));

        using var second = CreateStore().GetOrCreate();

        Assert.NotEqual(first.Thumbprint, second.Thumbprint);
        Assert.True(second.NotAfter > first.NotAfter);
        using var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(Folder, "ca.crt"));
        Assert.Equal(authority.SubjectName.RawData, first.IssuerName.RawData);
        Assert.Equal([], Validate(first, authority));
        Assert.Equal([], Validate(second, authority));
    }

    [Fact]
    public void GetOrCreate_AuthorityNearItsEnd_IsRenewedToo()
    {
        using var first = CreateStore().GetOrCreate();
        using var oldAuthority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(Folder, "ca.crt"));
        _time.SetUtcNow(oldAuthority.NotAfter.ToUniversalTime().AddDays(-1));

        using var second = CreateStore().GetOrCreate();

        using var newAuthority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(Folder, "ca.crt"));
        Assert.NotEqual(oldAuthority.Thumbprint, newAuthority.Thumbprint);
        Assert.Equal([], Validate(second, newAuthority));
    }

    [Fact]
    public void GetOrCreate_HalfWrittenFile_IsMadeAnew()
    {
        using var first = CreateStore().GetOrCreate();
        File.WriteAllText(Path.Combine(Folder, "server.crt"), "-----BEGIN CERTIFICATE-----\nMIIB");

        using var second = CreateStore().GetOrCreate();

        Assert.True(second.HasPrivateKey);
        Assert.NotEqual(first.Thumbprint, second.Thumbprint);
    }

    [Theory]
    [InlineData("server", "ca")]
    [InlineData("ca", "server")]
    public void GetOrCreate_KeyOfAnotherCertificate_IsMadeAnew(string name, string other)
    {
        using var first = CreateStore().GetOrCreate();
        _time.SetUtcNow(first.NotAfter.ToUniversalTime());
        File.Copy(Path.Combine(Folder, $"{other}.key"), Path.Combine(Folder, $"{name}.key"), overwrite: true);

        using var second = CreateStore().GetOrCreate();

        using var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(Folder, "ca.crt"));
        Assert.True(second.HasPrivateKey);
        Assert.NotEqual(first.Thumbprint, second.Thumbprint);
        Assert.Equal([], Validate(second, authority));
    }

    [Fact]
    public void GetOrCreate_OnUnix_LeavesNothingReadableToOthers()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has access lists instead of modes.");
            return;
        }

        using var certificate = CreateStore().GetOrCreate();

        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        Assert.Equal(Owner, File.GetUnixFileMode(Path.Combine(Folder, "ca.key")));
        Assert.Equal(Owner, File.GetUnixFileMode(Path.Combine(Folder, "server.key")));
    }

    private DevelopmentCertificateStore CreateStore() => new(Folder, _time);

    private X509ChainStatusFlags[] Validate(X509Certificate2 certificate, X509Certificate2 authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = _time.GetUtcNow().UtcDateTime;
        chain.Build(certificate);
        return [.. chain.ChainStatus.Select(status => status.Status)];
    }
}
