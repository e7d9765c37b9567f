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

    [Fact]
    public async Task TooFast_InABrowser_IsAccessibleAndSaysHowLongToWait()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await GatewayServer.StartAsync(
            web.Address,
            web.Address,
            settings:
            [
                ("Gateway:RateLimit:PerClient:TokensPerSecond", "0.01"),
                ("Gateway:RateLimit:PerClient:Burst", "1"),
                // Instead of this machine.
                ("Gateway:RateLimit:Exempt:0", "198.51.100.0/24"),
            ]);
        using var first = await gateway.Client.GetAsync("/", TestContext.Current.CancellationToken);
        await using var visitor = await browser.OpenAsync(gateway.Client.BaseAddress!);
        var response = await visitor.Page.GotoAsync("/");

        Assert.Equal(429, response!.Status);
        await Expect(visitor.Page.GetByText("It may work again in 100 seconds.")).ToBeVisibleAsync();
        await visitor.Page.AssertFitsPhoneAsync();
        await visitor.Page.AssertAccessibleAsync();
        visitor.AssertNoFaults("429");
    }
}
