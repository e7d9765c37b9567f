using System.Diagnostics;
using System.Net;
using Foobar.Tests.Gateway.Retries;
using Microsoft.AspNetCore.Http;

namespace Foobar.Tests.Gateway.Tracing;

public sealed class RequestTracingTests : IDisposable
{
    private const string Loopback = "127.0.0.0/8";

    private readonly SpanRecorder _recorder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _recorder.Dispose();

    [Fact]
    public async Task Sampled_RequestAndTry_AreSpansBetweenTheClientAndTheServer()
    {
        string? arrived = null;
        await using var web = await Backend.StartAsync(context =>
        {
            arrived = context.Request.Headers.TraceParent;
            return context.Response.WriteAsync("web");
        });
        await using var gateway = await StartAsync(web.Address, web.Address);

        using var response = await SendAsync(gateway, "/a%20path?secret=1", _recorder.TraceParent);

        var spans = await _recorder.WaitForAsync(2);
        var (attempt, request) = (spans[0], spans[1]);
        Assert.Equal((ActivityKind.Server, _recorder.Parent.SpanId), (request.Kind, request.ParentSpanId));
        Assert.Equal((ActivityKind.Client, request.SpanId), (attempt.Kind, attempt.ParentSpanId));
        Assert.Equal(attempt.Id, arrived);
        Assert.Equal(_recorder.Parent.TraceId.ToHexString(), response.Headers.GetValues("X-Request-Id").Single());

        Assert.Equal("GET {**path}", request.DisplayName);
        Assert.Equal(
            ["GET", "http", "/a path", "127.0.0.1", "200", "1.1", null],
            Values(request, "http.request.method", "url.scheme", "url.path", "server.address", "http.response.status_code", "network.protocol.version", "error.type"));
        Assert.Equal(
            ["GET", $"{web.Address}/a%20path", "127.0.0.1", $"{new Uri(web.Address).Port}", "200", null, null],
            Values(attempt, "http.request.method", "url.full", "server.address", "server.port", "http.response.status_code", "http.request.resend_count", "error.type"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public async Task NotSampled_ServerIsToldSoInATraceThatTheRequestIsNamedBy(string? given)
    {
        var (arrived, requestId) = await PassAsync(given);

        Assert.Matches($"^00-{requestId}-[0-9a-f]{{16}}-00 $", arrived);
    }

    // Whether the proxy's was sampled is for the sampler to heed.
    [Theory]
    [InlineData("00")]
    [InlineData("01")]
    public async Task NotSampled_TraceOfATrustedProxy_GoesOn(string flags)
    {
        var (arrived, requestId) = await PassAsync($"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-{flags}");

        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00 vendor=value", arrived);
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", requestId);
    }

    [Fact]
    public async Task NotSampled_TraceOfAnyOtherClient_EndsHere()
    {
        var (arrived, requestId) = await PassAsync("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", trusted: "192.0.2.1");

        Assert.Matches($"^00-{requestId}-[0-9a-f]{{16}}-00 $", arrived);
        Assert.NotEqual("0af7651916cd43dd8448eb211c80319c", requestId);
    }

    [Fact]
    public async Task Sampled_TraceOfAnyOtherClient_IsLinkedTo()
    {
        string? arrived = null;
        await using var web = await Backend.StartAsync(context =>
        {
            arrived = $"{context.Request.Headers.TraceParent} {context.Request.Headers.TraceState}";
            return Task.CompletedTask;
        });
        await using var gateway = await StartAsync(web.Address, web.Address, trusted: "192.0.2.1");

        using var response = await SendAsync(gateway, "/", _recorder.TraceParent);

        var spans = await _recorder.WaitForAsync(2);
        var (attempt, request) = (spans[0], spans[1]);
        Assert.NotEqual(_recorder.Parent.TraceId, request.TraceId);
        var link = Assert.Single(request.Links).Context;
        Assert.Equal((null, _recorder.Parent.TraceId, _recorder.Parent.SpanId), (request.ParentId, link.TraceId, link.SpanId));
        Assert.Equal($"{attempt.Id} ", arrived);
        Assert.Equal(request.TraceId.ToHexString(), response.Headers.GetValues("X-Request-Id").Single());
    }

    [Fact]
    public async Task Sampled_EachTry_IsASpanOfItsOwn()
    {
        await using var failing = await Backend.StartAsync(context => FailingServer.AnswerAsync(context, 503));
        await using var web = await Backend.StartAsync("web-2");
        await using var gateway = await StartAsync(failing.Address, web.Address);

        using var response = await FailingServer.MeetFirstAsync(gateway, failing, () => Request("/", _recorder.TraceParent));

        // Of the request before, if it met the other server first, there are two.
        var spans = await _recorder.WaitForAsync(web.Requests == 2 ? 5 : 3);
        var request = spans.Last(span => span.Kind == ActivityKind.Server);
        var tries = spans.Where(span => span.ParentSpanId == request.SpanId).ToArray();
        Assert.Equal(
            [["web-1", "503", null, "503"], ["web-2", "200", "1", null]],
            tries.Select(span => Values(span, "gateway.destination", "http.response.status_code", "http.request.resend_count", "error.type")));
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset], tries.Select(span => span.Status));
        Assert.Equal("200", $"{request.GetTagItem("http.response.status_code")}");
    }

    [Fact]
    public async Task Sampled_NoServerCanBeReached_TryAndRequestSayWhy()
    {
        await using var gateway = await StartAsync(GatewayServer.Refusing, GatewayServer.Refusing);

        using var response = await SendAsync(gateway, "/", _recorder.TraceParent);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var spans = await _recorder.WaitForAsync(3);
        Assert.Equal(["Request", "Request", "503"], spans.Select(span => $"{span.GetTagItem("error.type")}"));
        Assert.All(spans, span => Assert.Equal(ActivityStatusCode.Error, span.Status));
    }

    [Fact]
    public async Task Probe_IsNotTraced()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await StartAsync(web.Address, web.Address);

        using var probe = await SendAsync(gateway, "/health", _recorder.TraceParent);
        using var response = await SendAsync(gateway, "/", _recorder.TraceParent);

        Assert.Equal(["/"], (await _recorder.WaitForAsync(2)).Select(span => span.GetTagItem("url.path")).OfType<string>());
    }

    /// <returns>The traceparent and tracestate that the server got, and the request's id that the client got.</returns>
    private static async Task<(string? Arrived, string RequestId)> PassAsync(string? traceParent, string trusted = Loopback)
    {
        string? arrived = null;
        await using var web = await Backend.StartAsync(context =>
        {
            arrived = $"{context.Request.Headers.TraceParent} {context.Request.Headers.TraceState}";
            return Task.CompletedTask;
        });
        await using var gateway = await StartAsync(web.Address, web.Address, trusted);

        using var response = await SendAsync(gateway, "/", traceParent);
        return (arrived, response.Headers.GetValues("X-Request-Id").Single());
    }

    private static Task<GatewayServer> StartAsync(string web1, string web2, string trusted = Loopback) =>
        GatewayServer.StartAsync(web1, web2, settings: ("Gateway:TrustedProxies:0", trusted));

    private static async Task<HttpResponseMessage> SendAsync(GatewayServer gateway, string path, string? traceParent)
    {
        using var request = Request(path, traceParent);
        return await gateway.Client.SendAsync(request, Cancellation);
    }

    private static HttpRequestMessage Request(string path, string? traceParent)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (traceParent is not null)
        {
            request.Headers.TryAddWithoutValidation("traceparent", traceParent);
            request.Headers.TryAddWithoutValidation("tracestate", "vendor=value");
        }

        return request;
    }

    private static IEnumerable<string?> Values(Activity span, params string[] names) => names.Select(name => span.GetTagItem(name)?.ToString());
}
