using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Foobar.Tests.Gateway.ResponseHeaders;

public sealed class ResponseHeaderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Response_ServerSaysNothing_IsCompleted()
    {
        using var response = await GetAsync(_ => { });

        Assert.Equal("nosniff", Single(response, "X-Content-Type-Options"));
        Assert.Equal("strict-origin-when-cross-origin", Single(response, "Referrer-Policy"));
    }

    [Fact]
    public async Task Response_ServerSaysItself_IsKept()
    {
        using var response = await GetAsync(headers => headers["Referrer-Policy"] = "same-origin");

        Assert.Equal("same-origin", Single(response, "Referrer-Policy"));
    }

    [Fact]
    public async Task Response_ServerTellsWhatItRuns_IsNotPassedOn()
    {
        using var response = await GetAsync(headers =>
        {
            headers.Server = "secret/1.0";
            headers.XPoweredBy = "secret";
            headers["X-Other"] = "kept";
        });

        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("X-Powered-By"));
        Assert.Equal("kept", Single(response, "X-Other"));
    }

    [Fact]
    public async Task Response_SwitchedOff_IsLeftAsItIs()
    {
        using var response = await GetAsync(
            headers => headers.Server = "kept",
            [
                ("Gateway:ResponseHeaders:NoSniff", "false"),
                ("Gateway:ResponseHeaders:ReferrerPolicy", ""),
                ("Gateway:ResponseHeaders:Remove:0", "X-Other"),
            ]);

        Assert.False(response.Headers.Contains("X-Content-Type-Options"));
        Assert.False(response.Headers.Contains("Referrer-Policy"));
        Assert.Equal("kept", Single(response, "Server"));
    }

    [Fact]
    public async Task RequestId_OfTheTrace_GoesToTheServerAndBack()
    {
        string? arrived = null;
        string? trace = null;
        await using var web = await Backend.StartAsync(context =>
        {
            arrived = context.Request.Headers["X-Request-Id"];
            trace = context.Request.Headers.TraceParent.ToString().Split('-')[1];
            context.Response.Headers["X-Request-Id"] = "the-server's-own";
            return Task.CompletedTask;
        });
        await using var gateway = await GatewayServer.StartAsync(
            web.Address, web.Address, configure: builder => builder.Services.AddOpenTelemetry().WithTracing());

        using var response = await gateway.Client.GetAsync("/", Cancellation);

        Assert.Equal(trace, arrived);
        Assert.Equal(trace, Single(response, "X-Request-Id"));
    }

    [Fact]
    public async Task RequestId_TwoRequests_AreToldApart()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address);

        using var first = await gateway.Client.GetAsync("/", Cancellation);
        using var second = await gateway.Client.GetAsync("/", Cancellation);

        Assert.Matches("^[0-9a-f]{32}$", Single(first, "X-Request-Id"));
        Assert.NotEqual(Single(first, "X-Request-Id"), Single(second, "X-Request-Id"));
    }

    [Fact]
    public async Task Response_OfTheGatewayItself_IsCompletedToo()
    {
        await using var web = await Backend.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var gateway = await GatewayServer.StartAsync(
            web.Address,
            web.Address,
            map: endpoints => endpoints.MapGet("/fails", string () => throw new InvalidOperationException()));

        foreach (var (path, method, status) in new[]
        {
            ("/", HttpMethod.Get, HttpStatusCode.BadGateway), // After retries, each of which clears the response.
            ("/", HttpMethod.Trace, HttpStatusCode.MethodNotAllowed),
            ("/fails", HttpMethod.Get, HttpStatusCode.InternalServerError),
            ("/health", HttpMethod.Get, HttpStatusCode.OK),
        })
        {
            using var request = new HttpRequestMessage(method, path);
            using var response = await gateway.Client.SendAsync(request, Cancellation);

            Assert.Equal(status, response.StatusCode);
            Assert.Equal("nosniff", Single(response, "X-Content-Type-Options"));
            Assert.Matches("^[0-9a-f]{32}$", Single(response, "X-Request-Id"));
        }
    }

    private static string Single(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    private static async Task<HttpResponseMessage> GetAsync(
        Action<IHeaderDictionary> answer, params (string Key, string? Value)[] settings)
    {
        await using var web = await Backend.StartAsync(context =>
        {
            answer(context.Response.Headers);
            return Task.CompletedTask;
        });
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address, settings: settings);
        return await gateway.Client.GetAsync("/", Cancellation);
    }
}
