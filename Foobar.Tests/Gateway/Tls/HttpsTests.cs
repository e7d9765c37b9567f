using System.Net;
using System.Net.Http.Json;
using System.Net.Quic;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;

namespace Foobar.Tests.Gateway.Tls;

public sealed class HttpsTests : IAsyncLifetime
{
    private readonly CertificateFolder _folder = new();
    private Backend _web = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _web = await Backend.StartAsync(context => context.Response.WriteAsJsonAsync(
        new[] { context.Request.Headers["X-Forwarded-Proto"].ToString(), context.Request.Headers["X-Forwarded-Host"].ToString() }));

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Handshake_NameOfACertificate_GetsThatCertificate()
    {
        var first = _folder.Write("first", "first.example");
        var www = _folder.Write("www", "www.foobar.com", "*.foobar.com");
        await using var gateway = await StartAsync(_folder.Settings("first", "www"));

        Assert.Equal(www, (await TlsClient.ShakeHandsAsync(gateway.Https(), "www.foobar.com")).Thumbprint);
        Assert.Equal(www, (await TlsClient.ShakeHandsAsync(gateway.Https(), "api.foobar.com")).Thumbprint);
        Assert.Equal(first, (await TlsClient.ShakeHandsAsync(gateway.Https(), "other.example")).Thumbprint);
        Assert.Equal(first, (await TlsClient.ShakeHandsAsync(gateway.Https(), "")).Thumbprint);
    }

    [Fact]
    public async Task Handshake_ClientThatKnowsTheRootAlone_IsSentTheIntermediate()
    {
        _folder.Write("www", "www.foobar.com");
        await using var gateway = await StartAsync(_folder.Settings("www"));

        var trusted = await TlsClient.ShakeHandsAsync(gateway.Https(), "www.foobar.com", authority: _folder.Authority.Root);
        var otherName = await TlsClient.ShakeHandsAsync(gateway.Https(), "www.foobar.example", authority: _folder.Authority.Root);
        var untrusted = await TlsClient.ShakeHandsAsync(gateway.Https(), "www.foobar.com");

        Assert.Equal(SslPolicyErrors.None, trusted.Errors);
        Assert.Equal(SslPolicyErrors.RemoteCertificateNameMismatch, otherName.Errors);
        Assert.Equal(SslPolicyErrors.RemoteCertificateChainErrors, untrusted.Errors);
    }

    [Fact]
    public async Task Handshake_ClientThatOffersHttp2_GetsIt()
    {
        _folder.Write("www", "www.foobar.com");
        await using var gateway = await StartAsync(_folder.Settings("www"));

        Assert.Equal(SslApplicationProtocol.Http2, (await TlsClient.ShakeHandsAsync(gateway.Https(), "www.foobar.com")).Protocol);
        using var response = await TlsClient.GetAsync(gateway.Https(), "www.foobar.com", version: HttpVersion.Version20);
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (response.StatusCode, response.Version));
    }

    [Fact]
    public async Task Handshake_VersionBelowTheLowest_IsRefused()
    {
        _folder.Write("www", "www.foobar.com");
        await using var from12 = await StartAsync(_folder.Settings("www"));
        await using var from13 = await StartAsync([.. _folder.Settings("www"), ("Gateway:Tls:MinVersion", "1.3")]);

        Assert.Equal(SslProtocols.Tls12, (await TlsClient.ShakeHandsAsync(from12.Https(), "www.foobar.com", SslProtocols.Tls12)).Version);
        Assert.Equal(SslProtocols.Tls13, (await TlsClient.ShakeHandsAsync(from12.Https(), "www.foobar.com")).Version);
        Assert.Equal(SslProtocols.Tls13, (await TlsClient.ShakeHandsAsync(from13.Https(), "www.foobar.com")).Version);
        await Assert.ThrowsAnyAsync<Exception>(() => TlsClient.ShakeHandsAsync(from13.Https(), "www.foobar.com", SslProtocols.Tls12));
    }

    [Fact]
    public async Task Handshake_CertificateIsRenewedWhileItRuns_IsServedAndABadOneIsNot()
    {
        _folder.Write("www", "www.foobar.com");
        await using var gateway = await StartAsync(_folder.Settings("www"));

        var renewed = _folder.Write("www", "www.foobar.com");
        await EventuallyAsync(async () => (await TlsClient.ShakeHandsAsync(gateway.Https(), "www.foobar.com")).Thumbprint == renewed);

        await File.WriteAllTextAsync(_folder.PathOf("www.crt"), "no certificate", Cancellation);
        await EventuallyAsync(async () => (await gateway.Client.GetStringAsync("/health", Cancellation))
            .Contains("A certificate cannot be used, and the one from before is served", StringComparison.Ordinal));
        Assert.Equal(renewed, (await TlsClient.ShakeHandsAsync(gateway.Https(), "www.foobar.com")).Thumbprint);
    }

    [Fact]
    public async Task Handshake_KestrelsOwnCertificate_IsServedWhereThereIsNoneOfOurs()
    {
        var kestrels = _folder.Write("kestrel", "kestrel.example");
        var ours = _folder.Write("ours", "ours.example");
        (string, string?)[] settings =
        [
            ("Kestrel:Certificates:Default:Path", _folder.PathOf("kestrel.crt")),
            ("Kestrel:Certificates:Default:KeyPath", _folder.PathOf("kestrel.key")),
        ];
        await using var without = await StartAsync(settings);
        await using var with = await StartAsync([.. settings, .. _folder.Settings("ours")]);

        Assert.Equal(kestrels, (await TlsClient.ShakeHandsAsync(without.Https(), "www.foobar.com")).Thumbprint);
        Assert.Equal(ours, (await TlsClient.ShakeHandsAsync(with.Https(), "www.foobar.com")).Thumbprint);
    }

    [Fact]
    public async Task Handshake_EndpointOfKestrels_IsServedTheCertificateOfItsName()
    {
        _folder.Write("first", "first.example");
        var www = _folder.Write("www", "www.foobar.com");
        await using var gateway = await StartAsync([.. _folder.Settings("first", "www"), ("Kestrel:Endpoints:Https:Url", "https://127.0.0.1:0")]);

        var handshake = await TlsClient.ShakeHandsAsync(gateway.Https(), "www.foobar.com", authority: _folder.Authority.Root);

        Assert.Equal((www, SslPolicyErrors.None), (handshake.Thumbprint, handshake.Errors));
    }

    [Fact]
    public async Task Handshake_NoCertificateIsConfigured_IsTrustedThroughTheDevelopmentAuthority()
    {
        await using var gateway = await StartAsync([]);
        using var authority = X509CertificateLoader.LoadCertificateFromFile(_folder.PathOf("development/ca.crt"));

        foreach (var name in new[] { "localhost", "www.foobar.localhost", "foobar.com", "www.foobar.com" })
        {
            Assert.Equal(SslPolicyErrors.None, (await TlsClient.ShakeHandsAsync(gateway.Https(), name, authority: authority)).Errors);
        }
    }

    [Fact]
    public async Task Request_OverHttps_IsForwardedAsHttps()
    {
        _folder.Write("www", "www.foobar.com");
        await using var gateway = await StartAsync(_folder.Settings("www"));

        using var response = await TlsClient.GetAsync(gateway.Https(), "www.foobar.com");

        Assert.Equal(["https", "www.foobar.com"], (await response.Content.ReadFromJsonAsync<string[]>(Cancellation))!);
    }

    [Fact]
    public async Task Request_OverHttp3_IsAnsweredAndOffered()
    {
        Assert.SkipUnless(HasQuic, "HTTP/3 needs MsQuic (libmsquic), which is not on this machine.");
        _folder.Write("www", "www.foobar.com");
        await using var gateway = await StartAsync(_folder.Settings("www"));

        using var before = await TlsClient.GetAsync(gateway.Https(), "www.foobar.com");
        using var response = await TlsClient.GetAsync(gateway.Https(), "www.foobar.com", version: HttpVersion.Version30);

        Assert.StartsWith($"h3=\":{gateway.Https().Port}\"", Assert.Single(before.Headers.GetValues("Alt-Svc")));
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version30), (response.StatusCode, response.Version));
    }

    [Fact]
    public async Task Request_WithoutQuic_IsOfferedNoHttp3()
    {
        Assert.SkipWhen(HasQuic, "This machine has MsQuic.");
        _folder.Write("www", "www.foobar.com");
        await using var gateway = await StartAsync(_folder.Settings("www"));

        using var response = await TlsClient.GetAsync(gateway.Https(), "www.foobar.com");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Alt-Svc"));
    }

    private static bool HasQuic =>
        (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() || OperatingSystem.IsWindows()) && QuicListener.IsSupported;

    private Task<GatewayServer> StartAsync((string Key, string? Value)[] settings) => GatewayServer.StartAsync(
        _web.Address,
        _web.Address,
        settings: [("urls", "http://127.0.0.1:0;https://127.0.0.1:0"), ("DevelopmentCertificate:Folder", _folder.PathOf("development")), .. settings]);

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }
}
