using Foobar.Gateway.Health;
using Microsoft.AspNetCore.Http;

namespace Foobar.Tests.Gateway.Health;

public sealed class EjectionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_ServerKeepsFailing_IsAskedNoMoreForAWhile()
    {
        await using var failing = await Backend.StartAsync(Fail);
        await using var web = await Backend.StartAsync("web-2");
        await using var gateway = await GatewayServer.StartAsync(failing.Address, web.Address, settings:
        [
            ("Gateway:Ejection:ConsecutiveFailures", "3"),
            ("Gateway:Ejection:BaseTime", "00:01:00"),
        ]);

        await RequestAsync(gateway, 20);

        Assert.Equal(3, failing.Requests);
        Assert.Equal((1, "3 requests in a row failed"), Ejections(gateway, "web-1"));
    }

    [Fact]
    public async Task Requests_EveryServerFails_NoMoreThanTheShareIsOut()
    {
        await using var web1 = await Backend.StartAsync(Fail);
        await using var web2 = await Backend.StartAsync(Fail);
        await using var gateway = await GatewayServer.StartAsync(web1.Address, web2.Address, settings:
        [
            ("Gateway:Ejection:ConsecutiveFailures", "3"),
            ("Gateway:Ejection:BaseTime", "00:01:00"),
        ]);

        await RequestAsync(gateway, 20);

        Assert.Equal(1, Ejections(gateway, "web-1").Count + Ejections(gateway, "web-2").Count);
    }

    [Fact]
    public async Task Requests_ClientsGoAway_SayNothingOfTheServer()
    {
        var arrived = new SemaphoreSlim(0);
        await using var web = await Backend.StartAsync(async context =>
        {
            arrived.Release();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address, settings:
            ("Gateway:Ejection:ConsecutiveFailures", "1"));

        for (var i = 0; i < 4; i++)
        {
            using var away = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var request = gateway.Client.GetAsync("/", away.Token);
            await arrived.WaitAsync(Cancellation);
            await away.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        }

        while (Outcomes(gateway, AttemptOutcome.ClientAborted) < 4)
        {
            await Task.Delay(20, Cancellation);
        }

        Assert.Equal(0, Ejections(gateway, "web-1").Count + Ejections(gateway, "web-2").Count);
        Assert.Equal(0, Outcomes(gateway, AttemptOutcome.Failed));
    }

    [Fact]
    public async Task Requests_ServerSaysWhenToComeBack_IsNotEjected()
    {
        await using var busy = await Backend.StartAsync(context =>
        {
            context.Response.Headers.RetryAfter = "1";
            return Fail(context);
        });
        await using var gateway = await GatewayServer.StartAsync(busy.Address, busy.Address, settings:
            ("Gateway:Ejection:ConsecutiveFailures", "1"));

        await RequestAsync(gateway, 10);

        Assert.Equal(0, Ejections(gateway, "web-1").Count + Ejections(gateway, "web-2").Count);
    }

    private static Task Fail(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    private static async Task RequestAsync(GatewayServer gateway, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var response = await gateway.Client.GetAsync("/", Cancellation);
        }
    }

    private static (long Count, string Reason) Ejections(GatewayServer gateway, string id)
    {
        var ejections = gateway.Destinations.Single(destination => destination.Id == id).Ejections;
        return (ejections.Total, ejections.Reason);
    }

    private static long Outcomes(GatewayServer gateway, AttemptOutcome outcome) =>
        gateway.Destinations.Sum(destination => destination.Statistics[outcome]);
}
