using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using Foobar.Gateway.Refusals;
using Microsoft.AspNetCore.Mvc;

namespace Foobar.Tests.Gateway.RateLimiting;

/// <summary>A token comes back after 100 s, so that no test is too slow to meet a limit.</summary>
public sealed class RateLimitTests
{
    private const string Slow = "0.01";

    private static readonly (string Key, string? Value)[] s_twoForEach =
    [
        ("Gateway:RateLimit:PerClient:TokensPerSecond", Slow),
        ("Gateway:RateLimit:PerClient:Burst", "2"),
        ("Gateway:RateLimit:Exempt:0", "198.51.100.0/24"),
        ("Gateway:TrustedProxies:0", "127.0.0.1"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_MoreThanItsBurst_Answers429WithRetryAfter()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address, settings: s_twoForEach);
        await SendAsync(gateway, "203.0.113.1");
        await SendAsync(gateway, "203.0.113.1");

        using var request = From("203.0.113.1");
        using var response = await gateway.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(100), response.Headers.RetryAfter?.Delta);
        Assert.Contains("not carried out", (await response.Content.ReadFromJsonAsync<ProblemDetails>(Cancellation))!.Detail);
        Assert.Equal(2, web.Requests);
    }

    [Theory]
    [InlineData("203.0.113.1", "203.0.113.2", HttpStatusCode.OK)]
    [InlineData("2001:db8::1", "2001:db8::2", HttpStatusCode.TooManyRequests)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", HttpStatusCode.OK)]
    [InlineData("203.0.113.1", "::ffff:203.0.113.1", HttpStatusCode.TooManyRequests)]
    [InlineData("198.51.100.1", "198.51.100.1", HttpStatusCode.OK)]
    public async Task Client_AfterTheBurstOfAnother_HasItsOwnUnlessTheyAreOne(string first, string second, HttpStatusCode expected)
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address, settings: s_twoForEach);

        Assert.Equal(HttpStatusCode.OK, await SendAsync(gateway, first));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(gateway, first));

        Assert.Equal(expected, await SendAsync(gateway, second));
    }

    [Fact]
    public async Task Loopback_NothingSet_HasNoLimitOfItsOwn()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address, settings:
        [
            ("Gateway:RateLimit:PerClient:TokensPerSecond", Slow),
            ("Gateway:RateLimit:PerClient:Burst", "1"),
        ]);

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("web", await gateway.Client.GetStringAsync("/", Cancellation));
        }
    }

    [Fact]
    public async Task Global_MoreThanItsBurst_Answers429ToAllButProbesAndCounts()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await GatewayServer.StartAsync(
            web.Address,
            web.Address,
            settings:
            [
                ("Gateway:RateLimit:Global:TokensPerSecond", Slow),
                ("Gateway:RateLimit:Global:Burst", "3"),
            ]);
        var refused = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == RefusalWriter.MeterName)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            foreach (var tag in tags)
            {
                refused += tag is { Key: "reason", Value: "rate" } ? count : 0;
            }
        });
        listener.Start();

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
        {
            using var response = await gateway.Client.GetAsync("/", Cancellation);
            using var probe = await gateway.Client.GetAsync("/health", Cancellation);
            statuses.Add(response.StatusCode);
            Assert.Equal(HttpStatusCode.OK, probe.StatusCode);
        }

        Assert.Equal(3, statuses.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(2, statuses.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(2, refused);
    }

    private static HttpRequestMessage From(string client) => new(HttpMethod.Get, "/") { Headers = { { "X-Forwarded-For", client } } };

    private static async Task<HttpStatusCode> SendAsync(GatewayServer gateway, string client)
    {
        using var request = From(client);
        using var response = await gateway.Client.SendAsync(request, Cancellation);
        return response.StatusCode;
    }
}
