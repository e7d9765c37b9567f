using Foobar.Gateway.Configuration;

namespace Foobar.Tests.Gateway.Tls;

public sealed class HttpsStartTests : IDisposable
{
    private const string Urls = "http://127.0.0.1:0;https://127.0.0.1:0";
    private readonly CertificateFolder _folder = new();

    [Fact]
    public async Task Start_NoHttps_MakesNoCertificate()
    {
        await using var gateway = await StartAsync([], urls: "http://127.0.0.1:0");

        Assert.False(Directory.Exists(_folder.PathOf("development")));
    }

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData(Urls)]
    public async Task Start_CertificateThatCannotBeUsed_NamesTheSetting(string urls)
    {
        _folder.Write("www", "www.foobar.com");
        File.Delete(_folder.PathOf("www.key"));

        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(() => StartAsync(_folder.Settings("www"), urls));

        Assert.Equal($"Gateway:Tls:Certificates:0:KeyPath is '{_folder.PathOf("www.key")}', which does not exist.", exception.Message);
    }

    [Theory]
    [InlineData("Gateway:Tls:MinVersion", "1.1", "Gateway:Tls:MinVersion is '1.1'; 1.2 or 1.3 is allowed.")]
    [InlineData("Gateway:Tls:Certificates:0:KeyPath", "www.key", "Gateway:Tls:Certificates:0:Path is not set; give the file with the certificate.")]
    public async Task Start_SettingThatIsNotAllowed_SaysSo(string key, string value, string expected)
    {
        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(() => StartAsync([(key, value)]));

        Assert.Equal(expected, exception.Message);
    }

    [Fact]
    public async Task Start_FolderForTheDevelopmentCertificateIsAFile_NamesTheSetting()
    {
        await File.WriteAllTextAsync(_folder.PathOf("development"), "", TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(() => StartAsync([]));

        Assert.StartsWith($"DevelopmentCertificate:Folder is '{_folder.PathOf("development")}', where no certificate can be kept: ", exception.Message);
    }

    public void Dispose() => _folder.Dispose();

    private Task<GatewayServer> StartAsync((string Key, string? Value)[] settings, string urls = Urls) => GatewayServer.StartAsync(
        GatewayServer.Refusing,
        GatewayServer.Refusing,
        settings: [("urls", urls), ("DevelopmentCertificate:Folder", _folder.PathOf("development")), .. settings]);
}
