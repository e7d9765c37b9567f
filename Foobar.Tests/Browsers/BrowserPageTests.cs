using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Foobar.Tests.Browsers;

/// <summary>Whether the other browser tests would notice.</summary>
public sealed class BrowserPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("<script>console.error('broken')</script>", "Console: broken")]
    [InlineData("<script>undefinedFunction()</script>", "Script: ReferenceError")]
    [InlineData("<img src='/missing.png' alt=''>", "Console: Failed to load resource")]
    [InlineData("<img src='http://127.0.0.1:9/a.png' alt=''>", "Request to another host: http://127.0.0.1:9/a.png")]
    public async Task Faults_PageWithOne_AreNoted(string html, string fault)
    {
        await using var page = await OpenAsync(html);

        Assert.Contains(page.Faults, noted => noted.StartsWith(fault, StringComparison.Ordinal));
        Assert.ThrowsAny<Exception>(() => page.AssertNoFaults());
    }

    [Fact]
    public async Task Faults_PlainPage_HasNone()
    {
        await using var page = await OpenAsync("<link rel='icon' href='data:,'><p>All is well.</p><script>console.log('fine')</script>");

        page.AssertNoFaults();
    }

    private async Task<BrowserPage> OpenAsync(string html)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        server.MapGet("/", () => Results.Content(html, "text/html"));
        await server.StartAsync(TestContext.Current.CancellationToken);
        var address = new Uri(server.Urls.Single());
        var page = await browser.OpenAsync(address);
        await page.Page.GotoAsync("/");
        return page;
    }
}
