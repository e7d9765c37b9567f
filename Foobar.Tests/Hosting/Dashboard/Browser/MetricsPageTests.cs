using Foobar.Tests.Browsers;
using Microsoft.Playwright;

namespace Foobar.Tests.Hosting.Dashboard.Browser;

public sealed class MetricsPageTests(BrowserFixture browser, TelemetryDashboard dashboard) : IClassFixture<BrowserFixture>, IClassFixture<TelemetryDashboard>
{
    private const int PointsInChart = 300;
    private const string Instrument = "/metrics/meter/Shop/instrument/shop.requests?minutes=15";

    [Fact]
    public async Task Instrument_Chosen_IsDrawnByResource()
    {
        await using var page = await OpenAsync("/metrics?minutes=15");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "shop.requests" }).ClickAsync();

        await Assertions.Expect(page.Page.Locator("path.line")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "web-1" })).ToBeVisibleAsync();
        await page.ScreenshotAsync("dashboard-metrics");
        page.AssertNoFaults();
    }

    [Fact]
    public async Task Chart_Keyboard_ReadsValues()
    {
        await using var page = await OpenAsync(Instrument);
        var chart = page.Page.Locator(".chart-plot");
        await Assertions.Expect(page.Page.Locator("path.line")).ToHaveCountAsync(2);
        await chart.FocusAsync();

        // Back to when something was measured.
        var tooltip = page.Page.Locator(".chart-tooltip");
        await chart.PressAsync("End");
        for (var i = 0; i < PointsInChart && !(await tooltip.TextContentAsync())!.Contains("gateway-1", StringComparison.Ordinal); i++)
        {
            await chart.PressAsync("ArrowLeft");
        }

        await Assertions.Expect(tooltip).ToContainTextAsync("gateway-1");
        await Assertions.Expect(tooltip).ToContainTextAsync("7 request");
        await chart.PressAsync("Escape");
        await Assertions.Expect(tooltip).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Split_TakenAway_AddsUp()
    {
        await using var page = await OpenAsync($"{Instrument}&view=table");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Columnheader, new() { Name = "web-1" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Cell, new() { Name = "5 request" }).First).ToBeVisibleAsync();

        await page.Page.GetByLabel("Split by resource").UncheckAsync();

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Cell, new() { Name = "12 request" }).First).ToBeVisibleAsync();
        Assert.Contains("groupBy=none", page.Page.Url);
        page.AssertNoFaults();
    }

    [Fact]
    public async Task Instrument_Unknown_SaysSo()
    {
        await using var page = await OpenAsync("/metrics/meter/Shop/instrument/other");

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        page.AssertNoFaults("404");
    }

    private Task<BrowserPage> OpenAsync(string path) => browser.OpenDashboardAsync(dashboard.LoginUrl, path);
}
