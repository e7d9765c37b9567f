using System.Net;

namespace Foobar.Tests.Gateway.Management.Security;

public sealed class AccessTests
{
    private const string Token = "0123456789abcdef-token";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer 0123456789abcdef-token", HttpStatusCode.OK)]
    [InlineData("bearer 0123456789abcdef-token", HttpStatusCode.OK)]
    [InlineData("Bearer 0123456789abcdef-tokem", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer 0123456789abcdef", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer ", HttpStatusCode.Unauthorized)]
    [InlineData("Basic 0123456789abcdef-token", HttpStatusCode.Unauthorized)]
    public async Task Request_WithAuthorization_IsLetInByTheTokenAlone(string? authorization, HttpStatusCode expected)
    {
        await using var gateway = await StartAsync();

        foreach (var path in (string[])["/status", "/metrics"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
            using var response = await gateway.Client.SendAsync(request, Cancellation);

            Assert.Equal(expected, response.StatusCode);
            Assert.Equal(expected == HttpStatusCode.Unauthorized, response.Headers.WwwAuthenticate.Any(challenge => challenge.Scheme == "Bearer"));
        }
    }

    [Fact]
    public async Task Command_WithoutToken_ChangesNothing()
    {
        using var folder = new TemporaryFolder();
        await using var gateway = await StartAsync(folder.File("overrides.json"));

        using var response = await gateway.PostAsync("/drain", new { cluster = "web", destination = "web-1" }, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.False(File.Exists(folder.File("overrides.json")));
    }

    [Fact]
    public async Task Browser_NotSignedIn_IsSentToTheLogin()
    {
        await using var gateway = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept", "text/html");

        using var response = await gateway.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/login", response.Headers.Location?.OriginalString);
        Assert.Contains("type=\"password\"", await gateway.Client.GetStringAsync("/login", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_WrongToken_IsRefusedWithoutASession()
    {
        await using var gateway = await StartAsync();

        using var response = await LoginAsync(gateway, "0123456789abcdef-wrong");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Login_RightToken_GivesASessionThatOtherGatewaysKnowToo()
    {
        await using var gateway = await StartAsync();
        await using var other = await StartAsync();

        using var response = await LoginAsync(gateway, Token);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Token, cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, cookie.Split(';')[0]));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other, cookie.Split(';')[0]));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(gateway, cookie.Split(';')[0] + "0"));
    }

    private static Task<ManagedGateway> StartAsync(string? overrides = null) =>
        ManagedGateway.StartAsync(GatewayServer.Refusing, GatewayServer.Refusing, overrides, ("Gateway:Management:Token", Token));

    private static Task<HttpResponseMessage> LoginAsync(ManagedGateway gateway, string token) =>
        gateway.Client.PostAsync("/login", new FormUrlEncodedContent([new("token", token)]), Cancellation);

    private static async Task<HttpStatusCode> StatusAsync(ManagedGateway gateway, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/status");
        request.Headers.Add("Cookie", cookie);
        using var response = await gateway.Client.SendAsync(request, Cancellation);
        return response.StatusCode;
    }
}
