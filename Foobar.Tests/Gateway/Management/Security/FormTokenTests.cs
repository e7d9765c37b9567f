using System.Net;
using System.Text.RegularExpressions;

namespace Foobar.Tests.Gateway.Management.Security;

public sealed partial class FormTokenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Form_OfThePage_ChangesAndLeadsBack()
    {
        await using var gateway = await StartAsync();
        var (cookie, token) = await OpenAsync(gateway);

        using var response = await PostAsync(gateway, cookie, token);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/", response.Headers.Location?.OriginalString);
        Assert.True(File.Exists(_folder.File("overrides.json")));
    }

    [Fact]
    public async Task Form_OfOneGatewaysPage_IsTakenByTheOther()
    {
        await using var gateway = await StartAsync();
        await using var other = await StartAsync();
        var (cookie, token) = await OpenAsync(gateway);

        using var response = await PostAsync(other, cookie, token);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Form_WithoutBothParts_IsRefusedAndChangesNothing(bool withCookie, bool withToken)
    {
        await using var gateway = await StartAsync();
        var (cookie, token) = await OpenAsync(gateway);

        using var response = await PostAsync(gateway, withCookie ? cookie : null, withToken ? token : null);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Nothing was changed.", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("overrides.json")));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "http://localhost:8080")]
    public async Task Form_SentByAnotherOrigin_IsRefusedAlthoughItHasTheToken(string header, string value)
    {
        await using var gateway = await StartAsync();
        var (cookie, token) = await OpenAsync(gateway);

        using var response = await PostAsync(gateway, cookie, token, (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(File.Exists(_folder.File("overrides.json")));
    }

    [Fact]
    public async Task Post_NeitherFormNorJson_IsRefused()
    {
        await using var gateway = await StartAsync();

        // What a page of another origin may send without asking.
        using var response = await gateway.Client.PostAsync("/reset", new StringContent("{}", mediaType: new("text/plain")), Cancellation);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    public void Dispose() => _folder.Dispose();

    private Task<ManagedGateway> StartAsync() =>
        ManagedGateway.StartAsync(GatewayServer.Refusing, GatewayServer.Refusing, _folder.File("overrides.json"));

    private static async Task<(string Cookie, string Token)> OpenAsync(ManagedGateway gateway)
    {
        using var page = await gateway.Client.GetAsync("/", Cancellation);
        var cookie = Assert.Single(page.Headers.GetValues("Set-Cookie")).Split(';')[0];
        return (cookie, Field().Match(await page.Content.ReadAsStringAsync(Cancellation)).Groups[1].Value);
    }

    private static async Task<HttpResponseMessage> PostAsync(
        ManagedGateway gateway, string? cookie, string? token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/drain")
        {
            Content = new FormUrlEncodedContent([new("form-token", token ?? ""), new("cluster", "web"), new("destination", "web-1")]),
        };
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await gateway.Client.SendAsync(request, Cancellation);
    }

    [GeneratedRegex("name=\"form-token\" value=\"([0-9a-f]{32})\"")]
    private static partial Regex Field();
}
