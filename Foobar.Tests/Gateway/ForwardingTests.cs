using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Foobar.Tests.Gateway;

public sealed class ForwardingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_SpoofedForwardedHeaders_AreReplaced()
    {
        await using var web = await Backend.StartAsync(EchoHeadersAsync);
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "www.foobar.com";
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("X-Forwarded-Prefix", "/evil");
        request.Headers.Add("Forwarded", "for=203.0.113.9;host=evil.example");

        using var response = await gateway.Client.SendAsync(request, Cancellation);

        // HTTP/2 writes names small.
        var headers = new Dictionary<string, string>(
            (await response.Content.ReadFromJsonAsync<Dictionary<string, string>>(Cancellation))!, StringComparer.OrdinalIgnoreCase);
        Assert.Equal("www.foobar.com", headers["Host"]);
        Assert.Equal("www.foobar.com", headers["X-Forwarded-Host"]);
        Assert.Equal("127.0.0.1", headers["X-Forwarded-For"]);
        Assert.Equal("http", headers["X-Forwarded-Proto"]);
        Assert.False(headers.ContainsKey("X-Forwarded-Prefix"));
        Assert.False(headers.ContainsKey("Forwarded"));
    }

    // Browsers and most systems resolve every name below localhost to this machine (RFC 6761, section 6.3).
    [Fact]
    public async Task Request_NameBelowLocalhost_IsForwardedWithIt()
    {
        await using var web = await Backend.StartAsync(EchoHeadersAsync);
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "www.foobar.localhost:8080";

        using var response = await gateway.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("\"www.foobar.localhost:8080\"", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Requests_TwoServers_TakeTurns()
    {
        await using var web1 = await Backend.StartAsync("web-1");
        await using var web2 = await Backend.StartAsync("web-2");
        await using var gateway = await GatewayServer.StartAsync(web1.Address, web2.Address);

        for (var i = 0; i < 10; i++)
        {
            await gateway.Client.GetStringAsync("/", Cancellation);
        }

        Assert.Equal((5, 5), (web1.Requests, web2.Requests));
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/health/")]
    [InlineData("/HEALTH")]
    [InlineData("/%68ealth")]
    [InlineData("/alive")]
    public async Task Probe_AnySpelling_IsAnsweredByTheGatewayItself(string path)
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address);

        var health = await gateway.Client.GetFromJsonAsync<JsonElement>(path, Cancellation);

        Assert.True(health.GetProperty("checks").TryGetProperty("self", out _));
        Assert.Equal(0, web.Requests);
    }

    [Fact]
    public async Task Health_ServerIsOut_IsDegradedButAnswers200()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await GatewayServer.StartAsync(GatewayServer.Refusing, web.Address);

        // The health update that follows a failed request is not waited for by the request.
        await EventuallyAsync(async () =>
        {
            await gateway.Client.GetStringAsync("/", Cancellation);
            using var response = await gateway.Client.GetAsync("/health", Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("status").GetString() == "Degraded";
        });
    }

    [Fact]
    public async Task ActiveHealthCheck_ServerThatWasOutComesBack_IsAskedAgain()
    {
        var healthy = false;
        await using var web1 = await Backend.StartAsync("web-1");
        await using var web2 = await Backend.StartAsync("web-2", () => healthy);
        await using var gateway = await GatewayServer.StartAsync(web1.Address, web2.Address, activeHealthChecks: true);

        await EventuallyAsync(async () => await TwoAnswersAsync(gateway) is ("web-1", "web-1"));
        healthy = true;
        await EventuallyAsync(async () => await TwoAnswersAsync(gateway) is ("web-1", "web-2") or ("web-2", "web-1"));
    }

    [Fact]
    public async Task ActiveHealthCheck_EveryServerIsUnhealthy_TheirOwnAnswersArePassedOn()
    {
        await using var web1 = await Backend.StartAsync("web-1", () => false);
        await using var web2 = await Backend.StartAsync("web-2", () => false);
        await using var gateway = await GatewayServer.StartAsync(web1.Address, web2.Address, activeHealthChecks: true);

        await EventuallyAsync(async () =>
            (await gateway.Client.GetStringAsync("/health", Cancellation)).Contains("0 of 2 servers", StringComparison.Ordinal));

        Assert.Equal(["web-1", "web-2"], new[] { await TwoAnswersAsync(gateway) }.SelectMany(two => new[] { two.First, two.Second }).Order());
    }

    [Fact]
    public async Task Post_BrokenChunk_Answers400ThatTellsOfTheBody()
    {
        await using var web = await Backend.StartAsync(context => context.Request.Body.CopyToAsync(Stream.Null));
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address);
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Client.BaseAddress!.Host, gateway.Client.BaseAddress.Port, Cancellation);
        await using var stream = client.GetStream();

        await stream.WriteAsync("POST / HTTP/1.1\r\nHost: www.foobar.com\r\nTransfer-Encoding: chunked\r\n\r\nno-size\r\n"u8.ToArray(), Cancellation);

        // The gateway closes a connection on which it cannot tell where the next request begins.
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Cancellation);
        Assert.StartsWith("HTTP/1.1 400 ", answer);
        Assert.Contains("The body of the request could not be read.", answer);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_BodyBeyondLimit_Answers413(bool chunked)
    {
        await using var web = await Backend.StartAsync(context => context.Request.Body.CopyToAsync(Stream.Null));
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(new byte[(16 * 1024) + 1]) };
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await gateway.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Request_GatewayItselfFails_Answers500WithoutAStackTrace()
    {
        await using var gateway = await GatewayServer.StartAsync(
            GatewayServer.Refusing,
            GatewayServer.Refusing,
            map: endpoints => endpoints.MapGet("/fails", string () => throw new InvalidOperationException("secret")));

        using var response = await gateway.Client.GetAsync("/fails", Cancellation);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(Cancellation));
    }

    private static async Task<(string First, string Second)> TwoAnswersAsync(GatewayServer gateway) =>
        (await gateway.Client.GetStringAsync("/", Cancellation), await gateway.Client.GetStringAsync("/", Cancellation));

    private static Task EchoHeadersAsync(HttpContext context) =>
        context.Response.WriteAsJsonAsync(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()));

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
