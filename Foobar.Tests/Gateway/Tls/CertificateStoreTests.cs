using Foobar.Gateway.Configuration;
using Foobar.Gateway.Tls;
using Microsoft.Extensions.Configuration;

namespace Foobar.Tests.Gateway.Tls;

public sealed class CertificateStoreTests : IDisposable
{
    private readonly CertificateFolder _folder = new();
    private readonly ConfigurationManager _source = new();

    [Fact]
    public void Refresh_FilesAreAsBefore_KeepsTheSameCertificates()
    {
        _folder.Write("www", "www.foobar.com");
        using var configuration = Configure("www");
        var store = Start(configuration);
        var before = store.Current;
        File.SetLastWriteTimeUtc(_folder.PathOf("www.crt"), DateTime.UtcNow.AddMinutes(1));

        store.Refresh();

        Assert.Same(before, store.Current);
    }

    [Fact]
    public void Refresh_CertificateIsRenewed_IsServed()
    {
        _folder.Write("www", "www.foobar.com");
        using var configuration = Configure("www");
        var store = Start(configuration);

        var renewed = _folder.Write("www", "www.foobar.com");
        store.Refresh();

        Assert.Equal(renewed, store.Current!.Select("www.foobar.com").Certificate.Thumbprint);
        Assert.Null(store.Problem);
    }

    // Kubernetes links tls.crt to ..data/tls.crt, and ..data to a folder of the time; an update replaces the link ..data.
    [Fact]
    public void Refresh_LinkToTheFolderIsSwapped_IsServed()
    {
        Directory.CreateDirectory(_folder.PathOf("..2026_01"));
        Directory.CreateDirectory(_folder.PathOf("..2026_02"));
        _folder.Write("..2026_01/www", "www.foobar.com");
        var renewed = _folder.Write("..2026_02/www", "www.foobar.com");
        Directory.CreateSymbolicLink(_folder.PathOf("..data"), "..2026_01");
        File.CreateSymbolicLink(_folder.PathOf("www.crt"), "..data/www.crt");
        File.CreateSymbolicLink(_folder.PathOf("www.key"), "..data/www.key");
        using var configuration = Configure("www");
        var store = Start(configuration);

        Directory.Delete(_folder.PathOf("..data"));
        Directory.CreateSymbolicLink(_folder.PathOf("..data"), "..2026_02");
        store.Refresh();

        Assert.Equal(renewed, store.Current!.Select("www.foobar.com").Certificate.Thumbprint);
    }

    [Fact]
    public void Refresh_CertificateIsThereBeforeItsKey_WaitsForTheKey()
    {
        var old = _folder.Write("www", "www.foobar.com");
        using var configuration = Configure("www");
        var store = Start(configuration);
        var renewed = _folder.Write("new", "www.foobar.com");

        File.Copy(_folder.PathOf("new.crt"), _folder.PathOf("www.crt"), overwrite: true);
        store.Refresh();

        Assert.Equal(old, store.Current!.Select("www.foobar.com").Certificate.Thumbprint);
        Assert.StartsWith("Gateway:Tls:Certificates:0:KeyPath is", store.Problem);

        File.Copy(_folder.PathOf("new.key"), _folder.PathOf("www.key"), overwrite: true);
        store.Refresh();

        Assert.Equal(renewed, store.Current!.Select("www.foobar.com").Certificate.Thumbprint);
        Assert.Null(store.Problem);
    }

    [Fact]
    public void Refresh_OneOfTwoFilesIsGone_BothStayAndItIsSaidWhy()
    {
        _folder.Write("www", "www.foobar.com");
        _folder.Write("api", "api.foobar.com");
        using var configuration = Configure("www", "api");
        var store = Start(configuration);
        var before = store.Current;

        _folder.Write("www", "www.foobar.com");
        File.Delete(_folder.PathOf("api.crt"));
        store.Refresh();

        Assert.Same(before, store.Current);
        Assert.Equal($"Gateway:Tls:Certificates:1:Path is '{_folder.PathOf("api.crt")}', which does not exist.", store.Problem);
    }

    [Fact]
    public void Refresh_SettingsNameAnotherFile_IsServed()
    {
        _folder.Write("www", "www.foobar.com");
        var other = _folder.Write("api", "api.foobar.com");
        using var configuration = Configure("www");
        var store = Start(configuration);

        foreach (var (key, value) in _folder.Settings("api"))
        {
            _source[key] = value;
        }

        ((IConfigurationRoot)_source).Reload();
        store.Refresh();

        Assert.Equal(other, store.Current!.Select("api.foobar.com").Certificate.Thumbprint);
    }

    public void Dispose()
    {
        _source.Dispose();
        _folder.Dispose();
    }

    private static CertificateStore Start(GatewayConfiguration configuration)
    {
        var store = new CertificateStore(configuration, new DevelopmentCertificateStore("unused", TimeProvider.System), TimeProvider.System);
        store.Load();
        return store;
    }

    private GatewayConfiguration Configure(params string[] names)
    {
        foreach (var (key, value) in _folder.Settings(names))
        {
            _source[key] = value;
        }

        return new GatewayConfiguration(_source);
    }
}
