using Aspire.Hosting.Testing;
using Foobar.Tests.Browsers;
using Microsoft.Playwright;

namespace Foobar.Tests.Composition.Site;

/// <summary>Tests of foobar.com's pages as its visitors have them: a browser, HTTPS, a gateway, two web servers.</summary>
[Collection(UsesFoobarApp.Name)]
public abstract class SiteTest(FoobarApp foobar, BrowserFixture browser)
{
    // Browsers find every name under localhost on their own machine.
    private const string Host = "www.foobar.localhost";

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected FoobarApp Foobar { get; } = foobar;

    protected Uri Address { get; } = new UriBuilder(foobar.App.GetEndpoint("gateway", "https")) { Host = Host }.Uri;

    /// <summary>A visitor who has never been here.</summary>
    private protected Task<BrowserPage> OpenAsync(Action<BrowserNewContextOptions>? configure = null) => browser.OpenAsync(Address, configure);

    /// <summary>Makes a link with the form, and ends on its page.</summary>
    private protected static async Task MakeLinkAsync(IPage page, string url, string alias)
    {
        await page.GotoAsync("/");
        await page.GetByLabel("Long address").FillAsync(url);
        await page.GetByLabel("Your own ending").FillAsync(alias);
        await page.GetByRole(AriaRole.Button, new() { Name = "Shorten" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"{new Uri(page.Url).Authority}/{alias}");
    }

    /// <summary>An alias that no other test has.</summary>
    private protected static string NewAlias(string name) => $"{name}-{Guid.NewGuid():N}"[..20];
}
