using System.Net;
using System.Net.Sockets;
using System.Text;
using Foobar.Gateway.Configuration;
using Foobar.Tests.Gateway.Tls;

namespace Foobar.Tests.Gateway.Redirects;

public sealed class RedirectTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_Apex_IsSentToWww()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address);

        using var response = await TlsClient.GetAsync(gateway.Client.BaseAddress!, "foobar.com:8080", "/a%20b/c%C3%A9?d=%20e%2F");

        Assert.Equal(HttpStatusCode.PermanentRedirect, response.StatusCode);
        Assert.Equal("http://www.foobar.com:8080/a%20b/c%C3%A9?d=%20e%2F", response.Headers.Location?.OriginalString);
        Assert.Equal(0, web.Requests);
    }

    [Theory]
    [InlineData("www.foobar.com")]
    [InlineData("localhost:8080")]
    [InlineData("www.foobar.localhost:8080")]
    public async Task Request_InClearTextUnlessTurnedOn_IsServed(string host)
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address);

        using var response = await TlsClient.GetAsync(gateway.Client.BaseAddress!, host);

        Assert.Equal("web", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Request_InClearText_IsSentToHttps(string method)
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await StartAsync(web, ("Gateway:Redirects:HttpsPort", "8443"));
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(gateway.Client.BaseAddress!, "/api/links?a=b"));
        request.Headers.Host = "www.foobar.com";

        using var response = await client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.PermanentRedirect, response.StatusCode);
        Assert.Equal("https://www.foobar.com:8443/api/links?a=b", response.Headers.Location?.OriginalString);
        Assert.Equal(0, web.Requests);
    }

    // As Aspire tells a service the port of its proxy.
    [Fact]
    public async Task Request_PortIsSaidByTheHost_IsSentThere()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await StartAsync(web, ("https_port", "8444"));

        using var response = await TlsClient.GetAsync(gateway.Client.BaseAddress!, "www.foobar.com");

        Assert.Equal("https://www.foobar.com:8444/", response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/HEALTH/")]
    [InlineData("/%68ealth")]
    [InlineData("/alive")]
    public async Task Probe_InClearTextAndOfTheApex_IsAnswered(string path)
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await StartAsync(web);

        using var response = await TlsClient.GetAsync(gateway.Client.BaseAddress!, "foobar.com", path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("self", await response.Content.ReadAsStringAsync(Cancellation));
    }

    // Kestrel refuses the worst of these by itself.
    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a!b\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost:\r\n")]
    [InlineData("GET / HTTP/1.0\r\n")]
    public async Task Request_HostThatCannotBePartOfAnAddress_Answers400(string head)
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await StartAsync(web);
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Client.BaseAddress!.Host, gateway.Client.BaseAddress.Port, Cancellation);
        await using var stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{head}Connection: close\r\n\r\n"), Cancellation);

        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Cancellation);
        Assert.StartsWith("HTTP/1.1 400 ", answer);
        Assert.Contains("Content-Type: application/problem+json", answer);
        Assert.Equal(0, web.Requests);
    }

    [Theory]
    [InlineData("Gateway:Redirects:HttpsPort", "65536", "Gateway:Redirects:HttpsPort is 65536; 1 to 65535 is allowed.")]
    [InlineData("Gateway:Redirects:Https", "Maybe", "Gateway:Redirects:Https")]
    [InlineData("Gateway:Redirects:Canonical:a.example", "https://b.example/", "Gateway:Redirects:Canonical:a.example is 'https://b.example/', which is no host name;")]
    [InlineData("Gateway:Redirects:Canonical:a.example", "b.example:8443", "Gateway:Redirects:Canonical:a.example is 'b.example:8443', which is no host name;")]
    [InlineData("Gateway:Redirects:Canonical:a.example", "A.example", "Gateway:Redirects:Canonical:a.example is 'A.example', which is redirected itself;")]
    [InlineData("Gateway:Redirects:Canonical:www.foobar.com", "foobar.com", "which is redirected itself; give the last host of the chain.")]
    [InlineData("Gateway:Redirects:Canonical:a/b", "b.example", "Gateway:Redirects:Canonical:a/b is no host name;")]
    public async Task Start_SettingThatIsNotAllowed_SaysSo(string key, string value, string expected)
    {
        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(
            () => GatewayServer.StartAsync(GatewayServer.Refusing, GatewayServer.Refusing, settings: (key, value)));

        Assert.Contains(expected, exception.Message);
        Assert.DoesNotContain('\n', exception.Message);
    }

    private static Task<GatewayServer> StartAsync(Backend web, params (string, string?)[] settings) =>
        GatewayServer.StartAsync(web.Address, web.Address, settings: [("Gateway:Redirects:Https", "On"), .. settings]);
}
