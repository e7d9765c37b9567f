using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc;

namespace Foobar.Tests.Web;

/// <summary>What the web server makes of headers that only it can have given, or that a client chooses.</summary>
public sealed class RequestHeaderTests(WebServer server) : IClassFixture<WebServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("\"\"")]
    public async Task CreateLink_BadIdempotencyKey_Answers400(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/links") { Content = JsonContent.Create(new { url = "https://example.com/" }) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var response = await server.Client.SendAsync(request, Cancellation);

        Assert.Contains("Idempotency-Key", await ReadDetailAsync(response));
    }

    [Fact]
    public async Task Get_ForgedTokenHeader_Answers400()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/links");
        request.Headers.Add("X-Consistency-Token", "forged");
        using var response = await server.Client.SendAsync(request, Cancellation);

        Assert.Contains("X-Consistency-Token", await ReadDetailAsync(response));
    }

    [Fact]
    public async Task Get_ForgedCookie_IsDeletedAndNoError()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/abc%0A");
        request.Headers.Add("Cookie", "consistency=forged");
        using var response = await server.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.StartsWith("consistency=; expires=Thu, 01 Jan 1970", Assert.Single(response.Headers.GetValues("Set-Cookie")));
    }

    private static async Task<string?> ReadDetailAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return (await response.Content.ReadFromJsonAsync<ProblemDetails>(Cancellation))!.Detail;
    }
}
