using Aspire.Hosting;
using Foobar.Tests.Browsers;
using Microsoft.Playwright;

namespace Foobar.Tests.Hosting.Dashboard.Browser;

public sealed class ResourcesPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Commands_StopStartRestart_AreCarriedOutAndSeen()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "There is no program 'sleep'.");
        await using var dashboard = await TestDashboard.StartAsync(builder => builder.AddExecutable("sleeper", "sleep", ".", "600"));
        await using var page = await browser.OpenDashboardAsync(dashboard.LoginUrl);
        var row = page.Page.GetByRole(AriaRole.Row, new() { Name = "sleeper" });
        await Assertions.Expect(row).ToContainTextAsync("Running");

        await row.GetByRole(AriaRole.Button, new() { Name = "Stop sleeper" }).ClickAsync();
        await Assertions.Expect(row.GetByRole(AriaRole.Button, new() { Name = "Start sleeper" })).ToBeEnabledAsync();
        await Assertions.Expect(row).Not.ToContainTextAsync("Running");

        await row.GetByRole(AriaRole.Button, new() { Name = "Start sleeper" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("Running");

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "sleeper", Exact = true }).ClickAsync();
        var process = page.Page.GetByRole(AriaRole.Complementary).Locator("div", new() { HasText = "Process ID" }).Last.Locator(".value");
        var before = await process.TextContentAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Restart sleeper" }).ClickAsync();
        await Assertions.Expect(process).Not.ToHaveTextAsync(before!);
        await Assertions.Expect(row).ToContainTextAsync("Running");
        page.AssertNoFaults();
    }

    [Fact]
    public async Task Graph_Keyboard_MovesAlongEdgesAndOpensDetails()
    {
        await using var dashboard = await TestDashboard.StartAsync(builder =>
        {
            var database = builder.AddResource(new TestDashboard.Thing("database"));
            builder.AddResource(new TestDashboard.Thing("shop")).WithReferenceRelationship(database.Resource);
        });
        await using var page = await browser.OpenDashboardAsync(dashboard.LoginUrl, "/?view=graph");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "shop Unknown" }).FocusAsync();

        await page.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "database Unknown" })).ToBeFocusedAsync();
        await Assertions.Expect(page.Page.Locator(".graph-edge.is-related")).ToHaveCountAsync(1);
        await page.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Complementary, new() { Name = "Details of database" })).ToBeVisibleAsync();
        page.AssertNoFaults();
    }

    [Fact]
    public async Task Search_Text_StandsInTheAddressAndNarrows()
    {
        await using var dashboard = await TestDashboard.StartAsync(builder =>
        {
            builder.AddResource(new TestDashboard.Thing("database"));
            builder.AddResource(new TestDashboard.Thing("shop"));
        });
        await using var page = await browser.OpenDashboardAsync(dashboard.LoginUrl);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Row, new() { Name = "shop" })).ToBeVisibleAsync();

        await page.Page.Keyboard.PressAsync("/");
        await page.Page.Keyboard.TypeAsync("data");

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Row, new() { Name = "shop" })).ToHaveCountAsync(0);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Row, new() { Name = "database" })).ToBeVisibleAsync();
        Assert.EndsWith("/?search=data", page.Page.Url);
    }
}
