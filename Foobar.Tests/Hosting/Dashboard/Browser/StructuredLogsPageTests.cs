using System.Text.RegularExpressions;
using Foobar.Tests.Browsers;
using Microsoft.Playwright;

namespace Foobar.Tests.Hosting.Dashboard.Browser;

public sealed partial class StructuredLogsPageTests(BrowserFixture browser, TelemetryDashboard dashboard) : IClassFixture<BrowserFixture>, IClassFixture<TelemetryDashboard>
{
    private const string Rows = "[role=row][aria-rowindex]";

    // Those that are in sight and a few around them.
    private const int MostRowsInDocument = 60;

    [Fact]
    public async Task Table_ThousandsOfEntries_HoldsOnlyThoseInSight()
    {
        await using var page = await OpenAsync("/structuredlogs");
        await page.Page.GetByText("Payment 3 failed").WaitForAsync();

        Assert.InRange(await page.Page.Locator(Rows).CountAsync(), 1, MostRowsInDocument);

        // Scrolling up brings older ones, as far back as there are.
        var grid = page.Page.GetByRole(AriaRole.Grid);
        await grid.FocusAsync();
        for (var i = 0; i < 20 && await page.Page.GetByText("Order 1 was paid", new() { Exact = true }).CountAsync() == 0; i++)
        {
            await page.Page.Keyboard.PressAsync("Home");
            await page.Page.WaitForTimeoutAsync(100);
        }

        await Assertions.Expect(page.Page.GetByText("Order 1 was paid", new() { Exact = true })).ToBeVisibleAsync();
        Assert.InRange(await page.Page.Locator(Rows).CountAsync(), 1, MostRowsInDocument);
        page.AssertNoFaults();
    }

    [Fact]
    public async Task Filters_InTheAddressOrByHand_NarrowAndCanBeShared()
    {
        await using var page = await OpenAsync("/structuredlogs?level=Warning");
        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(3);

        await page.Page.GetByRole(AriaRole.Searchbox).FillAsync("payment 2");
        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(1);
        Assert.Contains("text=payment+2", page.Page.Url);

        await page.Page.GetByRole(AriaRole.Searchbox).FillAsync("");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Add a filter" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Combobox, new() { Name = "Field" }).FillAsync("OrderId");
        await page.Page.GetByLabel("Value", new() { Exact = true }).FillAsync("3");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Add filter" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page.GetByText("Payment 3 failed")).ToBeVisibleAsync();

        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Page.GetByText("Payment 3 failed")).ToBeVisibleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Remove the filter OrderId equals 3" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(3);

        await page.Page.GetByRole(AriaRole.Searchbox).FillAsync("nothing like it");
        await Assertions.Expect(page.Page.GetByText("No entry matches")).ToBeVisibleAsync();
        page.AssertNoFaults();
    }

    [Fact]
    public async Task Entry_Opened_ShowsExceptionAndLeadsToItsTrace()
    {
        await using var page = await OpenAsync("/structuredlogs/resource/web-1?level=Error");
        await page.Page.GetByText("Payment 1 failed").ClickAsync();
        var details = page.Page.GetByRole(AriaRole.Complementary);

        await Assertions.Expect(details.GetByLabel("Stack trace")).ToBeVisibleAsync();
        await Assertions.Expect(details).ToBeFocusedAsync();
        Assert.Contains("log=", page.Page.Url);
        await page.ScreenshotAsync("dashboard-structured-log");

        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(details).ToHaveCountAsync(0);
        await page.Page.GoBackAsync();
        await details.GetByRole(AriaRole.Link, new() { Name = "Trace", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(TracePage());
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Treegrid)).ToBeVisibleAsync();
        page.AssertNoFaults();
    }

    [Fact]
    public async Task NewEntry_WhileReading_WaitsUntilAskedFor()
    {
        await using var page = await OpenAsync("/structuredlogs?text=while");
        await Assertions.Expect(page.Page.GetByText("No entry matches")).ToBeVisibleAsync();
        dashboard.Log("Came while following");
        await Assertions.Expect(page.Page.GetByText("Came while following")).ToBeVisibleAsync();

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Follow" }).ClickAsync();
        dashboard.Log("Came while reading");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "1 new entry" }).ClickAsync();

        await Assertions.Expect(page.Page.GetByText("Came while reading")).ToBeVisibleAsync();
        page.AssertNoFaults();
    }

    [Fact]
    public async Task Filter_NotUnderstood_SaysWhy()
    {
        await using var page = await OpenAsync("/structuredlogs?filter=broken");

        await Assertions.Expect(page.Page.GetByText("must be name:op:value")).ToBeVisibleAsync();
        page.AssertNoFaults("400");
    }

    private Task<BrowserPage> OpenAsync(string path) => browser.OpenDashboardAsync(dashboard.LoginUrl, path);

    [GeneratedRegex($"/traces/detail/{TelemetryDashboard.TraceId}\\?span=0000000000000003$")]
    private static partial Regex TracePage();
}
