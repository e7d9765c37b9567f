using Aspire.Hosting;
using Foobar.Hosting.Dashboard;
using Microsoft.Extensions.Configuration;

namespace Foobar.Tests.Hosting.Dashboard;

public sealed class DashboardOptionsTests
{
    [Theory]
    [InlineData(null, null, "http://localhost:18888/")]
    [InlineData(null, "http://localhost:5000", "http://localhost:5000/")]
    [InlineData("http://127.0.0.1:5001", "http://localhost:5000", "http://127.0.0.1:5001/")]
    [InlineData(null, "https://localhost:17000;http://foobar.dev.localhost:15000", "http://foobar.dev.localhost:15000/")]
    [InlineData(null, "http://[::1]:5000", "http://[::1]:5000/")]
    public void From_Urls_TakesFirstHttpUrl(string? urls, string? aspNetCoreUrls, string expected) =>
        Assert.Equal(expected, From(("urls", urls), ("ASPNETCORE_URLS", aspNetCoreUrls)).Url.ToString());

    [Theory]
    [InlineData("http://*:18888")]
    [InlineData("http://0.0.0.0:18888")]
    [InlineData("http://foobar.com:18888")]
    [InlineData("https://localhost:18888")]
    [InlineData("18888")]
    public void From_UrlNotOfThisMachine_IsRefused(string url)
    {
        var refusal = Assert.Throws<DistributedApplicationException>(() => From(("urls", url)));

        Assert.Contains(url, refusal.Message);
        Assert.Contains("ASPNETCORE_URLS", refusal.Message);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Theory]
    [InlineData("AppHost:BrowserToken")]
    [InlineData("ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN")]
    [InlineData("DOTNET_DASHBOARD_FRONTEND_BROWSERTOKEN")]
    public void From_TokenConfigured_IsTaken(string key) => Assert.Equal("mine", From((key, "mine")).Token);

    [Fact]
    public void From_NoToken_MakesAnotherEachTime()
    {
        var (first, second) = (From().Token, From().Token);

        Assert.Matches("^[0-9a-f]{32}$", first);
        Assert.NotEqual(first, second);
    }

    private static DashboardOptions From(params (string Key, string? Value)[] settings) =>
        DashboardOptions.From(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value))).Build());
}
