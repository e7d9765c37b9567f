using Foobar.Gateway.Health;
using Foobar.Tests.Gateway.Validation;
using Microsoft.AspNetCore.Http;

namespace Foobar.Tests.Gateway.Retries;

/// <summary>A server that has its answer before it has the whole body.</summary>
public sealed class EarlyAnswerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("Too large, and I have not read it.")]
    public async Task Put_ServerDoesNotWantTheRestOfTheBody_ItsAnswerStands(string words)
    {
        await using var web = await Backend.StartAsync(async context =>
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            await context.Response.WriteAsync(words);
        });
        await using var gateway = await GatewayServer.StartAsync(
            web.Address, web.Address, settings: ("Gateway:Retry:MaxReplayBytes", "7"));
        using var client = await RawClient.ConnectAsync(gateway.Client.BaseAddress!, Cancellation);

        await client.SendAsync("PUT / HTTP/1.1\r\nHost: www.foobar.com\r\nContent-Length: 8\r\n\r\nhalf", byteByByte: false, Cancellation);

        Assert.Equal(StatusCodes.Status413PayloadTooLarge, (await client.ReadAsync(Cancellation))?.Status);
        Assert.Equal((1, 1), (web.Requests, await OutcomesAsync(gateway)));
    }

    // They are counted when the request has ended, which is after its answer.
    private static async Task<long> OutcomesAsync(GatewayServer gateway)
    {
        while (gateway.Destinations.Sum(destination => destination.Statistics.Total) == 0)
        {
            await Task.Delay(10, Cancellation);
        }

        return gateway.Destinations.Sum(destination => destination.Statistics[AttemptOutcome.Success]);
    }
}
