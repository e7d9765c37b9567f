using System.Net;

namespace Foobar.Tests.Gateway.Retries;

/// <summary>A server that answers, and says that it cannot.</summary>
public sealed class AnswerRetryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Get_ServerAnswersThatItCannot_IsAnsweredByTheOther(int statusCode)
    {
        await using var failing = await Backend.StartAsync(context => FailingServer.AnswerAsync(context, statusCode));
        await using var web = await Backend.StartAsync("web-2");
        await using var gateway = await GatewayServer.StartAsync(failing.Address, web.Address);

        using var response = await FailingServer.MeetFirstAsync(gateway, failing, () => new HttpRequestMessage(HttpMethod.Get, "/"));

        Assert.Equal("web-2", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("2", response.Headers.GetValues("X-Gateway-Tries").Single());
        Assert.False(response.Headers.Contains("X-Of-The-First"));
    }

    [Fact]
    public async Task Get_EveryServerAnswersThatItCannot_TheLastAnswerIsPassedOn()
    {
        await using var web1 = await Backend.StartAsync(context => FailingServer.AnswerAsync(context, 503));
        await using var web2 = await Backend.StartAsync(context => FailingServer.AnswerAsync(context, 503));
        await using var gateway = await GatewayServer.StartAsync(web1.Address, web2.Address);

        using var response = await gateway.Client.GetAsync("/", Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("its own words", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal((1, 1), (web1.Requests, web2.Requests));
    }

    [Fact]
    public async Task Get_BudgetIsUsedUp_FailuresStand()
    {
        await using var web1 = await Backend.StartAsync(context => FailingServer.AnswerAsync(context, 503));
        await using var web2 = await Backend.StartAsync(context => FailingServer.AnswerAsync(context, 503));
        await using var gateway = await GatewayServer.StartAsync(web1.Address, web2.Address, settings:
        [
            ("Gateway:Retry:MinPerSecond", "0"),
            ("Gateway:Retry:BudgetPercent", "10"),
            ("Gateway:Ejection:MaxPercent", "0"),
        ]);

        for (var i = 0; i < 100; i++)
        {
            using var response = await gateway.Client.GetAsync("/", Cancellation);
        }

        // A tenth of what came in until then, however the ten seconds of the budget fall.
        Assert.InRange(web1.Requests + web2.Requests, 101, 110);
    }
}
