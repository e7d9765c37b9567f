using System.Net;
using Foobar.Gateway.Configuration;

namespace Foobar.Tests.Gateway.Tls;

public sealed class HstsTests : IDisposable
{
    private const string Header = "Strict-Transport-Security";
    private readonly CertificateFolder _folder = new();

    public HstsTests() => _folder.Write("www", "www.foobar.com");

    [Fact]
    public async Task Answer_OverHttps_SaysAYear()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await StartAsync(web.Address);

        using var response = await TlsClient.GetAsync(gateway.Https(), "www.foobar.com");

        Assert.Equal("max-age=31536000", Assert.Single(response.Headers.GetValues(Header)));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:8443")]
    [InlineData("www.foobar.localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:8443")]
    [InlineData("[::1]:8443")]
    public async Task Answer_HostOfThisMachineOrAddress_SaysNothing(string host)
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await StartAsync(web.Address);

        using var response = await TlsClient.GetAsync(gateway.Https(), host);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains(Header));
    }

    [Fact]
    public async Task Answer_InClearText_SaysNothing()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await StartAsync(web.Address);

        using var response = await TlsClient.GetAsync(gateway.Client.BaseAddress!, "www.foobar.com");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains(Header));
    }

    // The answer is begun anew for the second try, and for the problem after the last.
    [Fact]
    public async Task Answer_AfterTheServersFailed_SaysItToo()
    {
        await using var gateway = await StartAsync(GatewayServer.Refusing);

        using var response = await TlsClient.GetAsync(gateway.Https(), "www.foobar.com");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Single(response.Headers.GetValues(Header));
    }

    [Fact]
    public async Task Answer_ServerSaysAnother_IsReplaced()
    {
        await using var web = await Backend.StartAsync(context =>
        {
            context.Response.Headers.StrictTransportSecurity = "max-age=1";
            return Task.CompletedTask;
        });
        await using var gateway = await StartAsync(web.Address);

        using var response = await TlsClient.GetAsync(gateway.Https(), "www.foobar.com");

        Assert.Equal("max-age=31536000", Assert.Single(response.Headers.GetValues(Header)));
    }

    [Fact]
    public async Task Answer_Settings_AreSaid()
    {
        await using var web = await Backend.StartAsync("web");
        await using var all = await StartAsync(
            web.Address, ("Gateway:Hsts:MaxAge", "730"), ("Gateway:Hsts:IncludeSubDomains", "true"), ("Gateway:Hsts:Preload", "true"));
        await using var zero = await StartAsync(web.Address, ("Gateway:Hsts:MaxAge", "00:00:00"));
        await using var off = await StartAsync(web.Address, ("Gateway:Hsts:Enabled", "false"));

        using var ofAll = await TlsClient.GetAsync(all.Https(), "www.foobar.com");
        using var ofZero = await TlsClient.GetAsync(zero.Https(), "www.foobar.com");
        using var ofOff = await TlsClient.GetAsync(off.Https(), "www.foobar.com");

        Assert.Equal("max-age=63072000; includeSubDomains; preload", Assert.Single(ofAll.Headers.GetValues(Header)));
        Assert.Equal("max-age=0", Assert.Single(ofZero.Headers.GetValues(Header)));
        Assert.False(ofOff.Headers.Contains(Header));
    }

    [Theory]
    [InlineData("Gateway:Hsts:Preload", "true", "Gateway:Hsts:Preload is true; it takes IncludeSubDomains true and a MaxAge of at least 365 days.")]
    [InlineData("Gateway:Hsts:MaxAge", "-1", "Gateway:Hsts:MaxAge is -1.00:00:00; 00:00:00 to 3650.00:00:00 is allowed.")]
    public async Task Start_SettingThatIsNotAllowed_SaysSo(string key, string value, string expected)
    {
        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(() => StartAsync(GatewayServer.Refusing, (key, value)));

        Assert.Equal(expected, exception.Message);
    }

    public void Dispose() => _folder.Dispose();

    private Task<GatewayServer> StartAsync(string web, params (string, string?)[] settings) => GatewayServer.StartAsync(
        web, web, settings: [("urls", "http://127.0.0.1:0;https://127.0.0.1:0"), .. _folder.Settings("www"), .. settings]);
}
