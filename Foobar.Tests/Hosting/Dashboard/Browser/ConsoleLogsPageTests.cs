using Aspire.Hosting.ApplicationModel;
using Foobar.Tests.Browsers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Foobar.Tests.Hosting.Dashboard.Browser;

public sealed class ConsoleLogsPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task AllResources_NewLines_ComeWithoutReload()
    {
        await using var dashboard = await StartAsync();
        Write(dashboard, "one", "the first line");
        await using var page = await browser.OpenDashboardAsync(dashboard.LoginUrl, "/consolelogs");
        await Assertions.Expect(page.Page.GetByText("the first line")).ToBeVisibleAsync();

        Write(dashboard, "two", "\e[31mred\e[0m, see http://localhost:1/a.");

        var line = page.Page.Locator(".log-row", new() { HasText = "two" });
        await Assertions.Expect(line.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "http://localhost:1/a");
        await Assertions.Expect(line.Locator(".ansi-fg-1")).ToHaveTextAsync("red");
        page.AssertNoFaults();
    }

    [Fact]
    public async Task OneResource_Chosen_HasItsLinesOnly()
    {
        await using var dashboard = await StartAsync();
        Write(dashboard, "one", "a line of the first");
        Write(dashboard, "two", "a line of the second");
        await using var page = await browser.OpenDashboardAsync(dashboard.LoginUrl, "/consolelogs");
        await Assertions.Expect(page.Page.GetByText("a line of the first")).ToBeVisibleAsync();

        await page.Page.GetByLabel("Resource").SelectOptionAsync("two");

        await Assertions.Expect(page.Page.GetByText("a line of the second")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("a line of the first")).ToHaveCountAsync(0);
        Assert.EndsWith("/consolelogs/resource/two", page.Page.Url);
    }

    private static Task<TestDashboard> StartAsync() => TestDashboard.StartAsync(builder =>
    {
        builder.AddResource(new TestDashboard.Thing("one"));
        builder.AddResource(new TestDashboard.Thing("two"));
    });

    private static void Write(TestDashboard dashboard, string resource, string text) =>
        dashboard.App.Services.GetRequiredService<ResourceLoggerService>().GetLog(resource).Write(text, isError: false);
}
