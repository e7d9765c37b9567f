using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Foobar.Tests.Hosting.Dashboard;

public sealed class RequestSecurityTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("foobar.dev.localhost", HttpStatusCode.OK)]
    [InlineData("foobar.com", HttpStatusCode.BadRequest)]
    [InlineData("localhost.foobar.com", HttpStatusCode.BadRequest)]
    public async Task Host_NotThisMachine_IsRefused(string host, HttpStatusCode expected)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/login");
        request.Headers.Host = $"{host}:{dashboard.LoginUrl.Port}";

        using var response = await dashboard.Client.SendAsync(request, Cancellation);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "{self}", HttpStatusCode.OK)]
    [InlineData("Origin", "http://localhost:8080", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Accept", "application/json", HttpStatusCode.OK)]
    public async Task Post_FromAnotherOrigin_IsRefusedAndNotCarriedOut(string header, string value, HttpStatusCode expected)
    {
        var executions = 0;
        await using var dashboard = await TestDashboard.StartSignedInAsync(builder => builder
            .AddResource(new TestDashboard.Thing("thing"))
            .WithCommand("count", "Count", _ =>
            {
                executions++;
                return Task.FromResult(CommandResults.Success());
            }));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/resources/thing/commands/count");
        request.Headers.Add(header, value.Replace("{self}", dashboard.LoginUrl.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));

        using var response = await dashboard.Client.SendAsync(request, Cancellation);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, executions);
    }

    [Theory]
    [InlineData("/", "no-store")]
    [InlineData("/login", "no-store")]
    [InlineData("/api/application", "no-store")]
    [InlineData("/api/unknown", "no-store")]
    [InlineData("/assets/scripts/main.js", "no-cache")]
    public async Task Response_Always_CarriesSecurityHeaders(string path, string cacheControl)
    {
        await using var dashboard = await TestDashboard.StartSignedInAsync();

        using var response = await dashboard.Client.GetAsync(path, Cancellation);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal(cacheControl, response.Headers.CacheControl?.ToString());
        Assert.False(response.Headers.Contains("Server"));
    }
}
