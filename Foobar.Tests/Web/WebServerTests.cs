using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Foobar.Web.Links.Owners;
using Microsoft.AspNetCore.Mvc;

namespace Foobar.Tests.Web;

/// <summary>What the web server answers before a database is asked, and while there is none.</summary>
public sealed class WebServerTests(WebServer server) : IClassFixture<WebServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"url":""")]
    [InlineData("""{"url":5}""")]
    [InlineData("""[]""")]
    [InlineData("not json")]
    public async Task CreateLink_MalformedJson_Answers400ProblemWithPosition(string body)
    {
        using var response = await PostAsync("/api/links", body, "application/json");

        var problem = await ReadProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.Contains("line 1, position", problem.Detail);
    }

    [Theory]
    [InlineData("{}", "url")]
    [InlineData("null", "url")]
    [InlineData("""{"url":"nonsense"}""", "url")]
    [InlineData("""{"url":"https://example.com/","alias":"x"}""", "alias")]
    [InlineData("""{"url":"https://example.com/","alias":"api"}""", "alias")]
    public async Task CreateLink_InvalidField_Answers400NamingIt(string body, string field)
    {
        using var response = await PostAsync("/api/links", body, "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<ValidationProblemDetails>(Cancellation);
        Assert.Equal([field], problem!.Errors.Keys);
    }

    [Fact]
    public async Task CreateLink_WrongContentType_Answers415()
    {
        using var response = await PostAsync("/api/links", "url=https://example.com/", "application/x-www-form-urlencoded");

        await ReadProblemAsync(response, HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task CreateLink_BodyBeyondLimit_Answers413()
    {
        using var response = await PostAsync("/api/links", $"\"{new string('a', 20_000)}\"", "application/json");

        await ReadProblemAsync(response, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task CreateLink_PrimaryUnavailable_Answers503WithRetryAfterAndNoSecret()
    {
        using var response = await PostAsync("/api/links", """{"url":"https://example.com/"}""", "application/json");

        var problem = await ReadProblemAsync(response, HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Contains("try again", problem.Detail);
        Assert.DoesNotContain("127.0.0.1", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=x", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("after=x", "after")]
    public async Task ListLinks_BadParameter_Answers400NamingIt(string query, string field)
    {
        using var response = await SendAsync(HttpMethod.Get, $"/api/links?{query}", $"Bearer {OwnerToken.New().Value}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<ValidationProblemDetails>(Cancellation);
        Assert.Equal([field], problem!.Errors.Keys);
    }

    [Theory]
    [InlineData("GET", "/api/links", null, "Bearer")]
    [InlineData("DELETE", "/api/links/abc", null, "Bearer")]
    [InlineData("GET", "/api/links", "Bearer", "Bearer error=\"invalid_token\"")]
    [InlineData("GET", "/api/links", "Bearer short", "Bearer error=\"invalid_token\"")]
    [InlineData("GET", "/api/links", "Basic dXNlcjpwYXNz", "Bearer error=\"invalid_token\"")]
    [InlineData("GET", "/api/links/abc", "Bearer short", "Bearer error=\"invalid_token\"")]
    [InlineData("DELETE", "/api/links/abc", "Bearer short", "Bearer error=\"invalid_token\"")]
    public async Task Api_NoOwnerToken_Answers401AndSaysWhatToSend(string method, string path, string? authorization, string challenge)
    {
        using var response = await SendAsync(new HttpMethod(method), path, authorization);

        var problem = await ReadProblemAsync(response, HttpStatusCode.Unauthorized);
        Assert.Contains("ownerToken", problem.Detail);
        Assert.Equal(challenge, response.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [InlineData("""{"url":"https://example.com/","expiresAt":"yesterday"}""", "expiresAt")]
    [InlineData("""{"url":"https://example.com/","expiresAt":"2001-01-01"}""", "expiresAt")]
    [InlineData("""{"url":"https://user:pass@example.com/"}""", "url")]
    [InlineData("""{"url":"https://foobar.com/x"}""", "url")]
    public async Task CreateLink_UnsafeOrImpossible_Answers400NamingIt(string body, string field)
    {
        using var response = await PostAsync("/api/links", body, "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<ValidationProblemDetails>(Cancellation);
        Assert.Equal([field], problem!.Errors.Keys);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("www.foobar.example")]
    public async Task CreateLink_ToTheHostThatTheClientUses_Answers400(string? forwardedHost)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/links")
        {
            Content = JsonContent.Create(new { url = forwardedHost is null ? new Uri(server.Client.BaseAddress!, "/abc").ToString() : $"https://{forwardedHost}/abc" }),
        };
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", forwardedHost);
        using var response = await server.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("our own", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("/a/b", "text/html", "text/html")]
    [InlineData("/a/b", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html")]
    [InlineData("/a/b", "*/*", "application/problem+json")]
    [InlineData("/a/b", "application/json", "application/problem+json")]
    [InlineData("/api/nothing/here", "text/html,*/*", "application/problem+json")]
    public async Task Get_UnknownPath_Answers404AsTheClientReadsIt(string path, string accept, string contentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await server.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(contentType, response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/abc%0A")]
    [InlineData("/ab%E2%84%AA")]
    public async Task Follow_CodeThatOnlyTheRouteTakes_Answers404WithoutTheDatabase(string path)
    {
        using var response = await server.Client.GetAsync(path, Cancellation);

        var problem = await ReadProblemAsync(response, HttpStatusCode.NotFound);
        Assert.Contains("no link", problem.Detail);
    }

    [Fact]
    public async Task PostForm_FromAnotherSite_Answers403()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new FormUrlEncodedContent([new("url", "https://example.com/")]),
        };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var response = await server.Client.SendAsync(request, Cancellation);

        await ReadProblemAsync(response, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Get_AnyPath_SaysWhoServedAndWhatMayLoad()
    {
        using var response = await server.Client.GetAsync("/alive", Cancellation);

        Assert.Equal("web-1", Assert.Single(response.Headers.GetValues("X-Served-By")));
        Assert.Contains("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.False(response.Headers.Contains("X-Database-Node"));
    }

    [Fact]
    public async Task Health_NoDatabase_Answers503WhileAlive()
    {
        using var health = await server.Client.GetAsync("/health", Cancellation);
        using var alive = await server.Client.GetAsync("/alive", Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        var checks = (await health.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("checks");
        Assert.Equal("Unhealthy", checks.GetProperty("mysql").GetProperty("status").GetString());
        Assert.Equal("Unhealthy", checks.GetProperty("schema").GetProperty("status").GetString());
    }

    [Fact]
    public async Task System_NoDatabase_StillSaysWhichServerAnswered()
    {
        var status = await server.Client.GetFromJsonAsync<JsonElement>("/api/system", Cancellation);

        Assert.Equal("web-1", status.GetProperty("server").GetString());
        Assert.False(status.TryGetProperty("database", out _));
    }

    private static async Task<ProblemDetails> ReadProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<ProblemDetails>(Cancellation);
        Assert.Equal((int)status, problem!.Status);
        return problem;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? authorization)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await server.Client.SendAsync(request, Cancellation);
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body, string contentType) =>
        server.Client.PostAsync(path, new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(contentType)), Cancellation);
}
