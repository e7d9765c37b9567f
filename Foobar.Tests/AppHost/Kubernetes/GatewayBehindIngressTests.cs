using System.Net;
using Foobar.Tests.Gateway;

namespace Foobar.Tests.AppHost.Kubernetes;

/// <summary>The gateway with what the manifests tell it, asked as an ingress controller asks it.</summary>
public sealed class GatewayBehindIngressTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http", "www.foobar.com", "https://www.foobar.com/")]
    [InlineData("http", "foobar.com", "https://foobar.com/")]
    [InlineData("https", "foobar.com", "https://www.foobar.com/")]
    public async Task Request_ByAnotherWay_IsSentOnceToTheCanonicalOne(string scheme, string host, string location)
    {
        using var response = await AskAsync("TrustedProxies=127.0.0.0/8", scheme, host);

        Assert.Equal(HttpStatusCode.PermanentRedirect, response.StatusCode);
        Assert.Equal(location, response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Request_OverHttpsAtTheIngress_IsServedAndHearsHsts()
    {
        using var response = await AskAsync("TrustedProxies=127.0.0.0/8", "https", "www.foobar.com");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Strict-Transport-Security", response.Headers.Select(header => header.Key));
    }

    [Fact]
    public async Task Request_OfSomebodyNotTrusted_CannotSayThatItIsHttps()
    {
        using var response = await AskAsync("TrustedProxies=10.0.0.0/8", "https", "www.foobar.com");

        Assert.Equal(HttpStatusCode.PermanentRedirect, response.StatusCode);
    }

    [Fact]
    public async Task Request_WithoutTlsAnywhere_IsServed()
    {
        using var response = await AskAsync("Tls=None", "http", "www.foobar.com");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<HttpResponseMessage> AskAsync(string setting, string scheme, string host)
    {
        var environment = (await Publication.CreateAsync(setting)).GetEnvironment("gateway");
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address, settings:
        [
            .. environment
                .Where(variable => variable.Key.StartsWith("Gateway__Redirects", StringComparison.Ordinal) || variable.Key.StartsWith("Gateway__TrustedProxies", StringComparison.Ordinal))
                .Select(variable => (variable.Key.Replace("__", ":", StringComparison.Ordinal), variable.Value)),
        ]);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, gateway.Addresses.First());
        request.Headers.Host = host;
        request.Headers.Add("X-Forwarded-Proto", scheme);
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        return await client.SendAsync(request, Cancellation);
    }
}
