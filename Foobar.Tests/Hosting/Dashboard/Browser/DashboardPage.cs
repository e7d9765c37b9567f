using Foobar.Tests.Browsers;
using Microsoft.Playwright;

namespace Foobar.Tests.Hosting.Dashboard.Browser;

/// <summary>Opens pages of a dashboard in a browser.</summary>
internal static class DashboardPage
{
    // Longer than any page takes, also on a machine that does much else: what is waited for comes, or the test fails anyway.
    private const float Patience = 30_000;

    static DashboardPage() => Assertions.SetDefaultExpectTimeout(Patience);

    public static readonly ViewportSize Phone = new() { Width = 390, Height = 780 };

    /// <summary>Signs in by the login address, as people do, and goes on to a page.</summary>
    public static async Task<BrowserPage> OpenDashboardAsync(this BrowserFixture browser, Uri loginUrl, string path = "/", ColorScheme scheme = ColorScheme.Light, ViewportSize? size = null)
    {
        var page = await browser.OpenAsync(new Uri(loginUrl.GetLeftPart(UriPartial.Authority)), options =>
        {
            options.ColorScheme = scheme;
            options.ViewportSize = size ?? options.ViewportSize;
        });
        await page.Page.GotoAsync($"{loginUrl}&returnUrl={Uri.EscapeDataString(path)}");
        await page.Page.GetByText("Live", new() { Exact = true }).WaitForAsync();
        return page;
    }

    /// <summary>Calls a function of one of the dashboard's modules.</summary>
    /// <param name="page">Any page of the dashboard.</param>
    /// <param name="module">The module's path under scripts.</param>
    /// <param name="expression">An expression of JavaScript, in which <c>m</c> is the module.</param>
    public static Task<T> EvaluateModuleAsync<T>(this BrowserPage page, string module, string expression) =>
        page.Page.EvaluateAsync<T>($"import('/assets/scripts/{module}').then((m) => {expression})");
}
