using Foobar.Tests.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Foobar.Tests.Gateway.Errors;

/// <summary>What a visitor sees when no web server has a page to show.</summary>
public sealed class ErrorPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Unavailable_InABrowser_IsAccessibleFitsAPhoneAndSaysWhenToTryAgain()
    {
        await using var gateway = await GatewayServer.StartAsync(GatewayServer.Refusing, GatewayServer.Refusing);
        await using var visitor = await browser.OpenAsync(gateway.Client.BaseAddress!);
        await visitor.Page.GotoAsync("/");

        await Expect(visitor.Page.GetByText("It may work again in 2 seconds.")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Try again" })).ToBeVisibleAsync();
        await visitor.Page.AssertFitsPhoneAsync();
        await visitor.Page.AssertAccessibleAsync();
        await visitor.ScreenshotAsync("gateway-503");
        visitor.AssertNoFaults("503");
    }
}
