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

            // What promises an empty body may have gone on before the body came; it goes on without it.
            if (!(@case.Fields.Contains(("content-length", "0")) && requests.SingleOrDefault() is { Target: "/", Body: "" }))
            {
                Assert.Empty(requests);
            }

            Assert.True(garbage.Count == 0 || @case.Body is not null, string.Join('\n', garbage));
        }
        else
        {
            Assert.Equal((RawHttp2Client.Headers, 200), (type, RawHttp2Client.Status(payload)));
            Assert.Equal(@case.Arrives, requests.Select(request => $"{request.Method} {request.Target} {request.Body}").Single());
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
        const int streams = 300;
        var release = new TaskCompletionSource();
        var started = 0;
        await using var gateway = await GatewayServer.StartAsync(
            GatewayServer.Refusing,
            GatewayServer.Refusing,
            configure: builder => builder.WebHost.UseHttp2PriorKnowledge(),
            map: endpoints => endpoints.MapGet("/stuck", async (HttpContext _) =>
            {
                Interlocked.Increment(ref started);
                await release.Task;
            }),
            settings: ("Gateway:Limits:Http2:MaxStreamsPerConnection", "10"));
        using var client = await RawHttp2Client.ConnectAsync(gateway.Client.BaseAddress!, Cancellation);
        (string, string)[] fields = [(":method", "GET"), (":scheme", "http"), (":authority", "foobar.com"), (":path", "/stuck")];

        // Kestrel takes so many that are still being cleared up, resets what comes then, and at last has had enough.
        try
        {
            for (var i = 0; i < streams; i++)
            {
                await client.SendRequestAsync((2 * i) + 1, fields, body: null, Cancellation);
                await client.SendResetAsync((2 * i) + 1, Cancellation);
            }
        }
        catch (IOException)
        {
            // The connection was closed meanwhile.
        }

        while ((await client.ReadEndAsync(Cancellation)).Type != RawHttp2Client.GoAway)
        {
        }

        // Those that were taken begin in their own time.
        release.SetResult();
        await gateway.DisposeAsync();
        Assert.InRange(Volatile.Read(ref started), 1, streams - 1);
    }
}
