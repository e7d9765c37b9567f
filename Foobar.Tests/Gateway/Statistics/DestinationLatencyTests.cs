using System.Diagnostics;
using Foobar.Gateway.Statistics;
using Microsoft.AspNetCore.Http;

namespace Foobar.Tests.Gateway.Statistics;

public sealed class DestinationLatencyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Latency_OfAnAnswerThatIsLong_EndsWhereItBegins()
    {
        var goOn = new TaskCompletionSource();
        await using var web = await Backend.StartAsync(async context =>
        {
            await context.Response.WriteAsync("the beginning, ", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await goOn.Task;
            await context.Response.WriteAsync("the rest", context.RequestAborted);
        });
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address);

        var sent = Stopwatch.GetTimestamp();
        using var response = await gateway.Client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        var began = Stopwatch.GetElapsedTime(sent);
        await Task.Delay((2 * began) + TimeSpan.FromMilliseconds(100), Cancellation);
        goOn.SetResult();
        Assert.Equal("the beginning, the rest", await response.Content.ReadAsStringAsync(Cancellation));

        var recorded = await ReadLatencyAsync(gateway);
        Assert.InRange(recorded, TimeSpan.FromTicks(1), (began * 17 / 16) + TimeSpan.FromMilliseconds(1));
    }

    // The last byte may reach the client before the gateway has counted it.
    private static async Task<TimeSpan> ReadLatencyAsync(GatewayServer gateway)
    {
        while (true)
        {
            if (gateway.Destinations.Select(destination => destination.Statistics).SingleOrDefault(statistics => statistics.Total == 1) is { } statistics)
            {
                return LatencyHistogram.Quantile(statistics.Latencies.Snapshot(), 1);
            }

            await Task.Delay(10, Cancellation);
        }
    }
}
