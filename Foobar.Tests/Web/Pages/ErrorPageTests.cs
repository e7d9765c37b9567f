using System.Net;
using Foobar.Tests.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Foobar.Tests.Web.Pages;

/// <summary>Error pages in a browser, where no database answers.</summary>
public sealed class ErrorPageTests(WebServer server, BrowserFixture browser) : IClassFixture<WebServer>, IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Unavailable_PageThatWasOnlyLookedAt_IsLoadedAgainAfterTheTimeThatIsShown()
    {
        await using var visitor = await browser.OpenAsync(server.Client.BaseAddress!);
        var page = visitor.Page;
        var first = await page.GotoAsync("/some-link");
        Assert.Equal(503, first!.Status);
        await Expect(page.Locator("[data-retry-after]")).ToContainTextAsync("Trying again in");

        var again = await page.WaitForResponseAsync(response => response.Url.EndsWith("/some-link", StringComparison.Ordinal));

        Assert.Equal(503, again.Status);
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Expect(page.GetByText("Stopped.")).ToBeVisibleAsync();
        visitor.AssertNoFaults("503");
    }

    [Fact]
    public async Task TooMuch_Form_IsAnsweredByAPageThatSaysSo()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new FormUrlEncodedContent([new("url", new string('x', 20_000))]) };
        request.Headers.Add("Accept", "text/html");
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("That is too much at once", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Unavailable_AnyScheme_IsAccessibleAndFitsAPhone()
    {
        await using var visitor = await browser.OpenAsync(server.Client.BaseAddress!);
        await visitor.Page.GotoAsync("/some-link");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();

        await visitor.Page.AssertFitsPhoneAsync();
        await visitor.Page.AssertAccessibleAsync();
        await visitor.ScreenshotAsync("page-error-503");
        visitor.AssertNoFaults("503");
    }

    [Fact]
    public async Task Unavailable_WithoutScript_SaysWhenToTryAgain()
    {
        await using var visitor = await browser.OpenAsync(server.Client.BaseAddress!, options => options.JavaScriptEnabled = false);
        await visitor.Page.GotoAsync("/some-link");

        await Expect(visitor.Page.GetByText("Try again in 2 seconds.")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Try again" })).ToBeVisibleAsync();
        visitor.AssertNoFaults("503");
    }
}
