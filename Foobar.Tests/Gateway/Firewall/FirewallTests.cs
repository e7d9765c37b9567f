using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Foobar.Tests.Gateway.Firewall;

public sealed class FirewallTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_DeniedAddress_Answers403AndCloses()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address, settings:
        [
            ("Gateway:Firewall:Deny:0", "127.0.0.0/8"),
        ]);

        using var response = await gateway.Client.GetAsync("/", Cancellation);

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden);
        Assert.Equal(0, web.Requests);
    }

    [Fact]
    public async Task Request_MethodThatIsNotAllowed_Answers405WithAllow()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address, settings:
        [
            ("Gateway:Firewall:Methods:0", "GET"),
            ("Gateway:Firewall:Methods:1", "HEAD"),
        ]);

        using var response = await gateway.Client.PostAsync("/", new StringContent("body"), Cancellation);

        await AssertRefusedAsync(response, HttpStatusCode.MethodNotAllowed);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow);
        Assert.Equal(0, web.Requests);
        Assert.Equal("web", await gateway.Client.GetStringAsync("/", Cancellation));
    }

    [Fact]
    public async Task Request_AnotherHost_Answers421ButProbesAreAnswered()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address, settings:
        [
            ("Gateway:Firewall:Hosts:0", "*.foobar.com"),
        ]);

        using var refused = await gateway.Client.GetAsync("/", Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "www.foobar.com" } };
        using var answered = await gateway.Client.SendAsync(request, Cancellation);
        using var probe = await gateway.Client.GetAsync("/health", Cancellation);

        await AssertRefusedAsync(refused, HttpStatusCode.MisdirectedRequest);
        Assert.Equal("web", await answered.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, probe.StatusCode);
        Assert.Equal(1, web.Requests);
    }

    [Fact]
    public async Task Reload_RulesChange_TheNextRequestMeetsTheNewOnes()
    {
        ConfigurationManager? configuration = null;
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await GatewayServer.StartAsync(
            web.Address, web.Address, configure: builder => configuration = builder.Configuration);
        Assert.Equal("web", await gateway.Client.GetStringAsync("/", Cancellation));

        configuration!["Gateway:Firewall:Deny:0"] = "127.0.0.1";
        ((IConfigurationRoot)configuration).Reload();
        using var denied = await gateway.Client.GetAsync("/", Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, denied.StatusCode);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task WebSocket_OverEitherVersion_IsLet(string version)
    {
        await using var web = await Backend.StartAsync(
            async context =>
            {
                using var socket = await context.Features.GetRequiredFeature<IHttpWebSocketFeature>().AcceptAsync(new WebSocketAcceptContext());
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None);
            },
            configure: app => app.UseWebSockets());
        await using var gateway = await GatewayServer.StartAsync(
            web.Address, web.Address, configure: builder => builder.WebHost.UseHttp2PriorKnowledge());
        using var client = new ClientWebSocket();
        client.Options.HttpVersion = Version.Parse(version);
        client.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());

        await client.ConnectAsync(new Uri($"ws://{gateway.Client.BaseAddress!.Authority}/"), invoker, Cancellation);
        var end = await client.ReceiveAsync(new byte[8], Cancellation);

        Assert.Equal("bye", end.CloseStatusDescription);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.True(response.Headers.ConnectionClose);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.False(string.IsNullOrEmpty((await response.Content.ReadFromJsonAsync<ProblemDetails>(Cancellation))!.Detail));
    }
}
