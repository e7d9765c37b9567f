using System.Net;
using System.Net.Http.Json;
using Foobar.Tests.Browsers;
using Foobar.Tests.Composition;
using Microsoft.Playwright;

namespace Foobar.Tests.Hosting.Dashboard.Browser;

/// <summary>The dashboard of foobar.com itself: what real processes send is what its pages show.</summary>
[Collection(UsesFoobarApp.Name)]
public sealed class FoobarDashboardTests(FoobarApp foobar, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string Rows = "[role=row][aria-rowindex]";

    // Processes export each second; the machine may be busy.
    private static readonly LocatorAssertionsToBeVisibleOptions s_patient = new() { Timeout = 60_000 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RequestThroughTheGateway_AppearsAsTraceOfGatewayWebAndMySql()
    {
        var alias = $"t{Guid.NewGuid():N}"[..12];
        using var client = foobar.CreateClient();
        using var created = await client.PostAsJsonAsync("/api/links", new { url = "https://example.org/", alias }, Cancellation);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);

        await using var page = await OpenAsync("/traces?filter=http.request.method:eq:POST&filter=http.response.status_code:eq:201&text=gateway");
        var row = page.Page.Locator(Rows, new() { HasText = "gateway" }).Filter(new() { HasText = "web-" }).Last;
        await Assertions.Expect(row).ToBeVisibleAsync(s_patient);
        await row.GetByRole(AriaRole.Link).First.ClickAsync();

        var waterfall = page.Page.GetByRole(AriaRole.Treegrid);
        await Assertions.Expect(waterfall.Locator(Rows, new() { HasText = "gateway" }).First).ToBeVisibleAsync(s_patient);
        await Assertions.Expect(waterfall.Locator(Rows, new() { HasText = "web-" }).First).ToBeVisibleAsync(s_patient);
        await Assertions.Expect(waterfall.Locator(Rows, new() { HasText = "→ mysql-" }).First).ToBeVisibleAsync(s_patient);
        await page.ScreenshotAsync("foobar-trace");
        page.AssertNoFaults();
    }

    [Fact]
    public async Task Pages_ByTheNavigation_ShowTheApplicationWithoutFaults()
    {
        using var client = foobar.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/api/system", UriKind.Relative), Cancellation)).StatusCode);
        await using var page = await OpenAsync("/");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Row, new() { Name = "web-1" })).ToContainTextAsync("Running");
        await page.ScreenshotAsync("foobar-resources");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Graph" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "gateway 2 of 2 running" })).ToBeVisibleAsync();
        await page.ScreenshotAsync("foobar-graph");

        await GoAsync(page, "Overview", page.Page.Locator(".tile", new() { HasText = "Primary" }).GetByText("mysql-"));
        await Assertions.Expect(page.Page.Locator(".server-table").GetByText("web-1")).ToBeVisibleAsync(s_patient);
        await page.ScreenshotAsync("foobar-overview");

        await GoAsync(page, "Console", page.Page.Locator(".log-resource").First);
        await page.ScreenshotAsync("foobar-console");

        await GoAsync(page, "Structured", page.Page.Locator(Rows).First);
        await page.ScreenshotAsync("foobar-structuredlogs");

        await GoAsync(page, "Traces", page.Page.Locator(Rows).First);
        await page.ScreenshotAsync("foobar-traces");

        // The web servers have one of that name too.
        var duration = page.Page.Locator("a[href='/metrics/meter/Foobar.Gateway/instrument/http.server.request.duration']");
        await GoAsync(page, "Metrics", duration);
        await duration.ClickAsync();
        await Assertions.Expect(page.Page.Locator("path.line").First).ToBeAttachedAsync();
        await page.ScreenshotAsync("foobar-metrics");
        page.AssertNoFaults();
    }

    private static async Task GoAsync(BrowserPage page, string name, ILocator expected)
    {
        await page.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await Assertions.Expect(expected).ToBeVisibleAsync(s_patient);
    }

    private Task<BrowserPage> OpenAsync(string path) => browser.OpenDashboardAsync(foobar.DashboardLoginUrl, path);
}
