using System.Text.RegularExpressions;
using Foobar.Tests.Browsers;
using Microsoft.Playwright;

namespace Foobar.Tests.Hosting.Dashboard.Browser;

public sealed partial class TracesPageTests(BrowserFixture browser, TelemetryDashboard dashboard) : IClassFixture<BrowserFixture>, IClassFixture<TelemetryDashboard>
{
    private const string Rows = "[role=row][aria-rowindex]";
    private const string Detail = $"/traces/detail/{TelemetryDashboard.TraceId}";

    [Fact]
    public async Task List_Trace_LeadsToItsWaterfall()
    {
        await using var page = await OpenAsync("/traces?errors=true");
        var row = page.Page.Locator(Rows);
        await Assertions.Expect(row).ToHaveCountAsync(1);
        await Assertions.Expect(row).ToContainTextAsync("1 error");
        await Assertions.Expect(row).ToContainTextAsync("100 ms");
        await page.ScreenshotAsync("dashboard-traces");

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "gateway-1: GET /orders" }).ClickAsync();

        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(4);
        page.AssertNoFaults();
    }

    [Theory]
    [InlineData("/traces?text=SELECT", 1)]
    [InlineData("/traces?text=nothing", 0)]
    [InlineData("/traces?minDuration=500", 0)]
    [InlineData("/traces/resource/web-1", 1)]
    [InlineData("/traces/resource/other", 0)]
    [InlineData("/traces?filter=db.system.name:eq:mysql", 1)]
    [InlineData("/traces?filter=db.system.name:ne:mysql&filter=name:eq:SELECT shop.orders", 0)]
    public async Task List_Filtered_HasTheMatching(string path, int expected)
    {
        await using var page = await OpenAsync(path);

        await Assertions.Expect(page.Page.GetByText(expected == 0 ? "No trace" : "gateway-1: GET /orders")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(expected);
    }

    [Fact]
    public async Task Waterfall_Keyboard_MovesCollapsesAndOpens()
    {
        await using var page = await OpenAsync(Detail);
        await page.Page.GetByRole(AriaRole.Treegrid).FocusAsync();
        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(4);

        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(2);
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(4);

        await page.Page.Keyboard.PressAsync("End");
        await page.Page.Keyboard.PressAsync("Enter");
        var details = page.Page.GetByRole(AriaRole.Complementary);
        await Assertions.Expect(details.GetByText("SELECT * FROM orders WHERE id = ?")).ToBeVisibleAsync();
        await Assertions.Expect(details.GetByRole(AriaRole.Link, new() { Name = "0000000 / 0000000" })).ToBeVisibleAsync();
        await page.ScreenshotAsync("dashboard-trace");
        page.AssertNoFaults();
    }

    [Fact]
    public async Task Waterfall_Searched_ShowsMatchesUnderTheirParents()
    {
        await using var page = await OpenAsync($"{Detail}?text=mysql");
        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(4);

        await page.Page.GetByRole(AriaRole.Searchbox).FillAsync("");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Errors" }).ClickAsync();

        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(3);
        await Assertions.Expect(page.Page.Locator($"{Rows}.is-context")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Span_ItsLogs_AreOneClickAway()
    {
        await using var page = await OpenAsync($"{Detail}?span=0000000000000003");

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "3 log entries" }).ClickAsync();

        await Assertions.Expect(page.Page).ToHaveURLAsync(LogsOfSpan());
        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(3);
        page.AssertNoFaults();
    }

    [Fact]
    public async Task Waterfall_UnknownTrace_SaysWhatMayBe()
    {
        await using var page = await OpenAsync("/traces/detail/00000000000000000000000000000001");

        await Assertions.Expect(page.Page.GetByText("This trace is not known")).ToBeVisibleAsync();
        page.AssertNoFaults("404");
    }

    private Task<BrowserPage> OpenAsync(string path) => browser.OpenDashboardAsync(dashboard.LoginUrl, path);

    [GeneratedRegex($"/structuredlogs\\?traceId={TelemetryDashboard.TraceId}&spanId=0000000000000003$")]
    private static partial Regex LogsOfSpan();
}
