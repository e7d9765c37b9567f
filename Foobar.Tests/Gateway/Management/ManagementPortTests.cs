using System.Net;
using Foobar.Gateway.Configuration;

namespace Foobar.Tests.Gateway.Management;

public sealed class ManagementPortTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/status")]
    [InlineData("/metrics")]
    [InlineData("/login")]
    public async Task SitesPort_PathOfTheManagementPort_IsTheSites(string path)
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await ManagedGateway.StartAsync(web.Address, web.Address);

        Assert.Equal("web", await gateway.Site.GetStringAsync(path, Cancellation));
        using var managed = await gateway.Client.GetAsync(path, Cancellation);
        Assert.NotEqual("web", await managed.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(1, web.Requests);
    }

    [Theory]
    [InlineData("/anything")]
    [InlineData("/health")]
    public async Task ManagementPort_PathOfTheSite_IsNotFound(string path)
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await ManagedGateway.StartAsync(web.Address, web.Address);

        using var response = await gateway.Client.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(0, web.Requests);
    }

    [Fact]
    public async Task ManagementPort_HostThatIsNoneOfIts_IsMisdirected()
    {
        await using var gateway = await ManagedGateway.StartAsync(GatewayServer.Refusing, GatewayServer.Refusing, overrides: null, ("Gateway:Management:Hosts:0", "gateway.internal"));

        using var rebound = await GetAsync(gateway, "evil.example");
        Assert.Contains("'evil.example'", await Problem.DetailAsync(rebound, HttpStatusCode.MisdirectedRequest, Cancellation), StringComparison.Ordinal);
        using var configured = await GetAsync(gateway, "gateway.internal");
        Assert.Equal(HttpStatusCode.OK, configured.StatusCode);
    }

    [Theory]
    [InlineData("foobar.com")]
    [InlineData("localhost")]
    public async Task AllowedHosts_OfTheSite_SayNothingAboutTheManagementPort(string site)
    {
        await using var gateway = await ManagedGateway.StartAsync(GatewayServer.Refusing, GatewayServer.Refusing, overrides: null, ("AllowedHosts", site));

        using var response = await GetAsync(gateway, "127.0.0.1");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Page_AndErrors_HaveTheSecurityHeaders()
    {
        await using var gateway = await ManagedGateway.StartAsync(GatewayServer.Refusing, GatewayServer.Refusing);

        foreach (var path in (string[])["/", "/status", "/none"])
        {
            using var response = await gateway.Client.GetAsync(path, Cancellation);

            Assert.Contains("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.True(response.Headers.CacheControl?.NoStore);
        }
    }

    [Fact]
    public async Task Start_OpenAddressWithoutToken_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<GatewayConfigurationException>(() => ManagedGateway.StartAsync(
            GatewayServer.Refusing, GatewayServer.Refusing, overrides: null, ("Gateway:Management:Address", "0.0.0.0")));

        Assert.StartsWith("Gateway:Management:Token ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    private static async Task<HttpResponseMessage> GetAsync(ManagedGateway gateway, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/status");
        request.Headers.Host = host;
        return await gateway.Client.SendAsync(request, Cancellation);
    }
}
