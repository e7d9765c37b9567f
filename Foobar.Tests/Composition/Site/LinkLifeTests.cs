using Foobar.Tests.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Foobar.Tests.Composition.Site;

/// <summary>A link's life in a browser: made, copied, followed, counted, deleted.</summary>
public sealed class LinkLifeTests(FoobarApp foobar, BrowserFixture browser) : SiteTest(foobar, browser)
{
    [Fact]
    public async Task Link_MadeCopiedAndFollowed_IsCountedOnItsChart()
    {
        await using var landing = await Landing.StartAsync(Token);
        await using var visitor = await OpenAsync(options => options.Permissions = ["clipboard-read", "clipboard-write"]);
        var page = visitor.Page;
        var alias = NewAlias("life");
        await page.GotoAsync("/");
        await visitor.ScreenshotAsync("site-home");
        await MakeLinkAsync(page, landing.Url, alias);
        await Expect(page.GetByRole(AriaRole.Status).First).ToHaveTextAsync("Your short link is ready.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy the link" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();
        Assert.Equal($"{Address}{alias}", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));

        await page.GetByRole(AriaRole.Link, new() { Name = "Follow it" }).ClickAsync();
        await Expect(page).ToHaveTitleAsync(Landing.Title);
        Assert.Equal(landing.Url, page.Url);

        await ReloadUntilAsync(page, $"/links/{alias}", "1 click in all");
        await Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new("Bar chart of clicks by day: 1 click in 30 days") })).ToBeVisibleAsync();
        await page.GetByText("The same as a table").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Row).Nth(1).GetByRole(AriaRole.Cell)).ToHaveTextAsync("1");
        visitor.AssertNoFaults($"Request to another host: {new Uri(landing.Url).GetLeftPart(UriPartial.Authority)}");
    }

    [Fact]
    public async Task Link_OfAnother_ShowsNeitherClicksNorDelete()
    {
        var alias = NewAlias("mine");
        await using var owner = await OpenAsync();
        await MakeLinkAsync(owner.Page, "https://example.com/mine", alias);
        await using var other = await OpenAsync();

        await other.Page.GotoAsync($"/links/{alias}");
        await Expect(other.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(alias);
        await Expect(other.Page.GetByText("Delete this link")).ToHaveCountAsync(0);
        await Expect(other.Page.GetByRole(AriaRole.Heading, new() { Name = "Clicks" })).ToHaveCountAsync(0);
        await other.Page.GotoAsync("/links");
        await Expect(other.Page.GetByText("None yet")).ToBeVisibleAsync();
        other.AssertNoFaults();
    }

    [Fact]
    public async Task Link_WithoutScript_IsMadeListedAndDeleted()
    {
        var alias = NewAlias("plain");
        await using var visitor = await OpenAsync(options => options.JavaScriptEnabled = false);
        var page = visitor.Page;
        await MakeLinkAsync(page, "https://example.com/plain", alias);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Copy the link" })).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Link, new() { Name = "My links" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = alias }).ClickAsync();
        await page.GetByText("Delete this link").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync($"{alias} is deleted");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = alias })).ToHaveCountAsync(0);
        var followed = await page.GotoAsync($"/{alias}");
        Assert.Equal(410, followed!.Status);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This link is gone");
        visitor.AssertNoFaults("410");
        await AssertGoneIsAccessibleAsync(alias);
    }

    private async Task AssertGoneIsAccessibleAsync(string alias)
    {
        await using var visitor = await OpenAsync();
        await visitor.Page.GotoAsync($"/{alias}");
        await visitor.Page.AssertFitsPhoneAsync();
        await visitor.Page.AssertAccessibleAsync();
    }

    // Clicks reach the database, and then the replica, a moment after they are made.
    private static async Task ReloadUntilAsync(IPage page, string path, string text)
    {
        do
        {
            Token.ThrowIfCancellationRequested();
            await page.GotoAsync(path);
        }
        while (!(await page.InnerTextAsync("main")).Contains(text, StringComparison.Ordinal));
    }
}
