using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Foobar.Tests.Browsers;
using Microsoft.Playwright;

namespace Foobar.Tests.Hosting.Dashboard.Browser;

/// <summary>Whether everybody can use the pages, as far as a program can tell.</summary>
public sealed class AccessibilityTests(BrowserFixture browser, TelemetryDashboard dashboard) : IClassFixture<BrowserFixture>, IClassFixture<TelemetryDashboard>
{
    private static readonly AxeRunOptions s_levels = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    /// <summary>Pages, and what is on them when they are complete.</summary>
    public static TheoryData<string, string, string> Pages => new()
    {
        { "resources", "/", "[role=table] >> text=web-1" },
        { "resources-details", "/?resource=web-1", "aside >> text=Overview" },
        { "graph", "/?view=graph", ".graph-node >> nth=1" },
        { "overview", "/overview", ".chart-svg >> nth=0" },
        { "overview-table", "/overview?view=table", ".value-table >> nth=0" },
        { "consolelogs", "/consolelogs", "[role=log]" },
        { "structuredlogs", "/structuredlogs", "text=Payment 3 failed" },
        { "structuredlogs-none", "/structuredlogs?text=nothing", "text=No entry matches" },
        { "structuredlogs-details", $"/structuredlogs?level=Error&log={TelemetryDashboard.Entries}", "aside >> text=at Shop.Pay()" },
        { "traces", "/traces", "text=gateway-1: GET /orders" },
        { "trace", $"/traces/detail/{TelemetryDashboard.TraceId}?span=0000000000000004", "aside >> text=db.query.text" },
        { "metrics", "/metrics", "text=shop.requests" },
        { "metrics-chart", "/metrics/meter/Shop/instrument/shop.requests?minutes=15", ".metrics .chart-svg" },
        { "metrics-table", "/metrics/meter/Shop/instrument/shop.requests?minutes=15&view=table", ".value-table" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_LaptopInLightThenPhoneInDark_ViolatesNothing(string name, string path, string complete)
    {
        await using var page = await browser.OpenDashboardAsync(dashboard.LoginUrl, path, ColorScheme.Light);
        await page.Page.Locator(complete).First.WaitForAsync();
        await CheckAsync(page, $"dashboard-{name}-light");

        await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.Page.SetViewportSizeAsync(DashboardPage.Phone.Width, DashboardPage.Phone.Height);
        await page.Page.Locator(complete).First.WaitForAsync();
        await CheckAsync(page, $"dashboard-{name}-phone");

        page.AssertNoFaults();
    }

    private static async Task CheckAsync(BrowserPage page, string name)
    {
        await page.ScreenshotAsync(name);

        var result = await page.Page.RunAxe(s_levels);

        Assert.Empty(result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{name}: {violation.Id}: {node.Html}")));
        Assert.False(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), $"{name} has to be scrolled sideways.");
    }
}
