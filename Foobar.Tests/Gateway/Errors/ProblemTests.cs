using System.Net;

namespace Foobar.Tests.Gateway.Errors;

public sealed class ProblemTests
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", Browser, "text/html")]
    [InlineData("/api/links", Browser, "application/problem+json")]
    [InlineData("/", "*/*", "application/problem+json")]
    [InlineData("/", "application/json", "application/problem+json")]
    [InlineData("/", null, "application/problem+json")]
    public async Task Request_NoServerReachable_IsAnsweredInAFormThatIsUnderstood(string path, string? accept, string expected)
    {
        await using var gateway = await GatewayServer.StartAsync(GatewayServer.Refusing, GatewayServer.Refusing);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        using var response = await gateway.Client.SendAsync(request, Cancellation);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, expected), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Contains("try again shortly", await response.Content.ReadAsStringAsync(Cancellation));
    }
}
