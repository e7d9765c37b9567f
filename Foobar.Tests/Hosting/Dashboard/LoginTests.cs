using System.Net;

namespace Foobar.Tests.Hosting.Dashboard;

public sealed class LoginTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LoginUrl_RightToken_SetsCookieAndRedirects()
    {
        await using var dashboard = await TestDashboard.StartAsync();

        using var response = await dashboard.Client.GetAsync(dashboard.LoginUrl, Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/", response.Headers.Location?.OriginalString);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        Assert.DoesNotContain(TestDashboard.Token, cookie);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(dashboard, "/"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(dashboard, "/api/application"));
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcdeg")]
    public async Task LoginUrl_WrongToken_Is401WithoutCookie(string token)
    {
        await using var dashboard = await TestDashboard.StartAsync();

        using var response = await dashboard.Client.GetAsync($"/login?t={token}", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Contains("not the one", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(dashboard, "/api/application"));
    }

    [Theory]
    [InlineData("/consolelogs/resource/web-1?filter=a", "/consolelogs/resource/web-1?filter=a")]
    [InlineData("https://foobar.example/", "/")]
    [InlineData("//foobar.example/", "/")]
    public async Task LoginForm_RightToken_ReturnsToOwnPagesOnly(string returnUrl, string expected)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["t"] = TestDashboard.Token, ["returnUrl"] = returnUrl });

        using var response = await dashboard.Client.PostAsync("/login", form, Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(expected, response.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(dashboard, "/"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/consolelogs")]
    [InlineData("/not-a-page")]
    public async Task Page_NotSignedIn_RedirectsToLogin(string path)
    {
        await using var dashboard = await TestDashboard.StartAsync();

        using var response = await dashboard.Client.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal($"/login?returnUrl={Uri.EscapeDataString(path)}", response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/api/application")]
    [InlineData("/api/resources/stream")]
    [InlineData("/api/resources/thing/console/stream")]
    [InlineData("/api/resources/thing/console/download")]
    [InlineData("/api/resources/thing/environment/PASSWORD")]
    public async Task Api_NotSignedIn_Is401(string path)
    {
        await using var dashboard = await TestDashboard.StartAsync();

        using var response = await dashboard.Client.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task LoginPage_ReturnUrlWithMarkup_IsEncoded()
    {
        await using var dashboard = await TestDashboard.StartAsync();

        var page = await dashboard.Client.GetStringAsync("/login?returnUrl=%22%3E%3Cscript%3E", Cancellation);

        Assert.DoesNotContain("\"><script>", page);
    }

    private static async Task<HttpStatusCode> StatusAsync(TestDashboard dashboard, string path)
    {
        using var response = await dashboard.Client.GetAsync(path, Cancellation);
        return response.StatusCode;
    }
}
