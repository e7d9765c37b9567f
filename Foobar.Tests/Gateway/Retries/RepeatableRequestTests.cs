using System.Net;

namespace Foobar.Tests.Gateway.Retries;

/// <summary>Requests that a second server may see although the first may have carried them out.</summary>
public sealed class RepeatableRequestTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PUT", null)]
    [InlineData("DELETE", null)]
    [InlineData("POST", "a key")]
    public async Task Idempotent_ServerBreaksTheConnection_ReachesTheOtherWithItsBody(string method, string? key)
    {
        await using var broken = await Backend.StartAsync(FailingServer.AbortAsync);
        await using var web = await Backend.StartAsync(async context => await context.Request.Body.CopyToAsync(context.Response.Body));
        await using var gateway = await GatewayServer.StartAsync(broken.Address, web.Address);

        using var response = await FailingServer.MeetFirstAsync(gateway, broken, () => Request(method, key, "the body"));

        Assert.Equal("the body", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Idempotent_BodyTooLargeToKeep_IsNotSentAgain()
    {
        await using var broken = await Backend.StartAsync(FailingServer.AbortAsync);
        await using var gateway = await GatewayServer.StartAsync(
            broken.Address, broken.Address, settings: ("Gateway:Retry:MaxReplayBytes", "7"));

        using var response = await gateway.Client.SendAsync(Request("PUT", null, "8 bytes."), Cancellation);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(1, broken.Requests);
    }

    private static HttpRequestMessage Request(string method, string? key, string body)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), "/") { Content = new StringContent(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return request;
    }
}
