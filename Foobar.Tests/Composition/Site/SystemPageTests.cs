using Foobar.Tests.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Foobar.Tests.Composition.Site;

public sealed class SystemPageTests(FoobarApp foobar, BrowserFixture browser) : SiteTest(foobar, browser)
{
    [Fact]
    public async Task System_LeftOpen_ShowsBothServersAndTheRoles()
    {
        await Foobar.WaitForGatewaysAsync(webServers: 2, Token);
        var (primary, replica) = await Foobar.WaitForPairAsync(Token);
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        await page.GotoAsync("/system");

        var servers = page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Rowheader);
        await Expect(servers).ToHaveTextAsync(["web-1", "web-2"]);
        await Expect(Card("Primary")).ToContainTextAsync(primary);
        await Expect(Card("Replica")).ToContainTextAsync(replica);
        await Expect(Card("Read from")).ToContainTextAsync(replica);
        await visitor.ScreenshotAsync("site-system");

        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Paused.");
        visitor.AssertNoFaults();

        ILocator Card(string name) => page.Locator("section").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true }) });
    }

    [Fact]
    public async Task System_WithoutScript_IsLookedAtAgainByALink()
    {
        await using var visitor = await OpenAsync(options => options.JavaScriptEnabled = false);
        await visitor.Page.GotoAsync("/system");
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToHaveCountAsync(0);

        var again = await visitor.Page.RunAndWaitForResponseAsync(
            () => visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Look again" }).ClickAsync(),
            response => response.Url.EndsWith("/system", StringComparison.Ordinal));

        Assert.Equal(200, again.Status);
        visitor.AssertNoFaults();
    }
}
