using Foobar.Tests.Gateway.Validation.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Foobar.Tests.Gateway.Validation;

/// <summary>HTTP/2 before the gateway and HTTP/1.1 behind it.</summary>
public sealed class Http2ValidationTests(Http2ValidationFixture fixture) : IClassFixture<Http2ValidationFixture>
{
    public static TheoryData<string> Cases => new(Http2Case.All.Select(@case => @case.Name));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Request_AsItIsWritten_IsRefusedOrArrivesInOneMeaning(string name)
    {
        var @case = Http2Case.All.Single(@case => @case.Name == name);
        using var client = await RawHttp2Client.ConnectAsync(fixture.Address, Cancellation);

        await client.SendRequestAsync(1, @case.Fields, @case.Body, Cancellation);
        var (type, _, payload) = await client.ReadEndAsync(Cancellation);

        var (requests, garbage) = await fixture.Server.TakeAsync(Cancellation);
        if (@case.Arrives is null)
        {
            Assert.True(type != RawHttp2Client.Headers || RawHttp2Client.Status(payload) is >= 400 and < 500, $"Answered {type}.");
            Assert.All(requests, request => Assert.Equal(@case.MayArrive, Describe(request)));
            Assert.True(garbage.Count == 0 || @case.Body is not null, string.Join('\n', garbage));
        }
        else
        {
            Assert.Equal((RawHttp2Client.Headers, 200), (type, RawHttp2Client.Status(payload)));
            Assert.Equal(@case.Arrives, Describe(Assert.Single(requests)));
            Assert.Empty(garbage);
        }
    }

    [Fact]
    public async Task Refusal_OverHttp2_EndsTheConnectionAfterTheAnswer()
    {
        using var client = await RawHttp2Client.ConnectAsync(fixture.Address, Cancellation);
        var fields = Http2Case.All[0].Fields;

        await client.SendRequestAsync(1, [.. fields, ("x-a", "a\u0001b")], body: null, Cancellation);
        var first = await client.ReadEndAsync(Cancellation);
        var second = await client.ReadEndAsync(Cancellation);

        var answer = first.Type == RawHttp2Client.Headers ? first : second;
        Assert.Equal(400, RawHttp2Client.Status(answer.Payload));
        Assert.Equal(RawHttp2Client.GoAway, (first.Type == RawHttp2Client.Headers ? second : first).Type);
    }

    [Fact]
    public async Task RapidReset_StreamsThatAreStillClearedUp_EndTheConnection()
    {
        var started = 0;
        var release = new TaskCompletionSource();
        await using var gateway = await GatewayServer.StartAsync(
            GatewayServer.Refusing,
            GatewayServer.Refusing,
            configure: builder => builder.WebHost.UseHttp2PriorKnowledge(),
            map: endpoints => endpoints.MapGet("/stuck", async (HttpContext _) =>
            {
                Interlocked.Increment(ref started);
                await release.Task;
            }),
            settings:
            [
                ("Gateway:Limits:Http2:MaxStreamsPerConnection", "10"),
                ("Gateway:Limits:Http2:KeepAlivePingDelay", "00:00:00"),
            ]);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var client = await RawHttp2Client.ConnectAsync(gateway.Client.BaseAddress!, limit.Token);
        (string, string)[] fields = [(":method", "GET"), (":scheme", "http"), (":authority", "foobar.com"), (":path", "/stuck")];

        // More than the limit, since those that were reset do not count for it, and are still in progress here.
        for (var stream = 1; stream < 60; stream += 2)
        {
            await client.SendRequestAsync(stream, fields, body: null, limit.Token);
            while (Volatile.Read(ref started) <= stream / 2)
            {
                await Task.Delay(1, limit.Token);
            }

            await client.SendResetAsync(stream, limit.Token);
        }

        for (var stream = 61; stream < 1000; stream += 2)
        {
            await client.SendRequestAsync(stream, fields, body: null, limit.Token);
            await client.SendResetAsync(stream, limit.Token);
        }

        // Nothing else ends it: no stream does, and no ping is sent.
        while ((await client.ReadEndAsync(limit.Token)).Type != RawHttp2Client.GoAway)
        {
        }

        release.SetResult();

        // Of 500: Kestrel keeps twice the limit, or 100.
        Assert.InRange(Volatile.Read(ref started), 30, 100);
    }

    private static string Describe(RawMessage request) => $"{request.Method} {request.Target} {request.Body}";
}
