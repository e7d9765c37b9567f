using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Foobar.Tests.Gateway.Limits;

public sealed class ConcurrencyLimitTests
{
    private readonly TaskCompletionSource _release = new();
    private readonly TaskCompletionSource _first = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_WhileTheQueueIsFull_Answers503WithRetryAfterButProbesAreAnswered()
    {
        await using var web = await Backend.StartAsync(HoldAsync);
        await using var gateway = await StartAsync(web, queued: 0);
        var first = gateway.Client.GetAsync("/", Cancellation);
        await _first.Task;

        using var second = await gateway.Client.GetAsync("/", Cancellation);
        using var probe = await gateway.Client.GetAsync("/health", Cancellation);
        _release.SetResult();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), second.Headers.RetryAfter?.Delta);
        Assert.Contains("busy", (await second.Content.ReadFromJsonAsync<ProblemDetails>(Cancellation))!.Detail);
        Assert.Equal(HttpStatusCode.OK, probe.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(1, web.Requests);
    }

    [Fact]
    public async Task Request_InTheQueue_GoesOnWhenAnotherEnds()
    {
        await using var web = await Backend.StartAsync(HoldAsync);
        await using var gateway = await StartAsync(web, queued: 1, queueTimeout: "00:01:00");
        var first = gateway.Client.GetAsync("/", Cancellation);
        await _first.Task;

        // One of the two waits; the other finds the queue full, and says so before anything ends.
        Task<HttpResponseMessage>[] others = [gateway.Client.GetAsync("/", Cancellation), gateway.Client.GetAsync("/", Cancellation)];
        var refused = await Task.WhenAny(others);
        _release.SetResult();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await refused).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await others.Single(other => other != refused)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(2, web.Requests);
    }

    [Fact]
    public async Task Request_InTheQueueForTooLong_Answers503()
    {
        await using var web = await Backend.StartAsync(HoldAsync);
        await using var gateway = await StartAsync(web, queued: 1, queueTimeout: "00:00:00.05");
        var first = gateway.Client.GetAsync("/", Cancellation);
        await _first.Task;

        using var second = await gateway.Client.GetAsync("/", Cancellation);
        _release.SetResult();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal("ok", await gateway.Client.GetStringAsync("/", Cancellation));
    }

    private Task HoldAsync(HttpContext context)
    {
        _first.TrySetResult();
        return AnswerAsync();

        async Task AnswerAsync()
        {
            await _release.Task;
            await context.Response.WriteAsync("ok");
        }
    }

    private static Task<GatewayServer> StartAsync(Backend web, int queued, string queueTimeout = "00:00:02") =>
        GatewayServer.StartAsync(web.Address, web.Address, settings:
        [
            ("Gateway:Limits:MaxConcurrentRequests", "1"),
            ("Gateway:Limits:MaxQueuedRequests", $"{queued}"),
            ("Gateway:Limits:QueueTimeout", queueTimeout),
        ]);
}
