using System.Net;
using Foobar.Tests.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Foobar.Tests.Composition.Site;

/// <summary>What holds for every page: readable by everybody, on every screen, and nothing from elsewhere.</summary>
public sealed class EveryPageTests(FoobarApp foobar, BrowserFixture browser) : SiteTest(foobar, browser)
{
    [Theory]
    [InlineData("home", "/")]
    [InlineData("my-links-empty", "/links")]
    [InlineData("system", "/system")]
    [InlineData("api", "/docs")]
    public async Task Page_AnyScheme_IsAccessibleAndFitsAPhone(string name, string path)
    {
        await using var visitor = await OpenAsync();
        var response = await visitor.Page.GotoAsync(path);
        Assert.Equal(200, response!.Status);

        await AssertGoodAsync(visitor, name);
        visitor.AssertNoFaults();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/links")]
    [InlineData("/system")]
    [InlineData("/docs")]
    public async Task Page_AskedForItsHeadAlone_IsAnsweredAsForAllOfIt(string path)
    {
        using var client = Foobar.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var response = await client.SendAsync(request, Token);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task PagesOfLinks_AnyScheme_AreAccessibleAndFitAPhone()
    {
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        var alias = NewAlias("good");
        await MakeLinkAsync(page, $"https://example.com/{new string('x', 500)}", alias);
        await page.GetByText("Delete this link").ClickAsync();
        await AssertGoodAsync(visitor, "link");

        await page.GotoAsync("/links");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = alias })).ToBeVisibleAsync();
        await AssertGoodAsync(visitor, "my-links");
        visitor.AssertNoFaults();
    }

    [Theory]
    [InlineData(404, "/no-such-link-anywhere")]
    [InlineData(404, "/no/such/page")]
    public async Task ErrorPage_AnyScheme_IsAccessibleAndFitsAPhone(int status, string path)
    {
        await using var visitor = await OpenAsync();
        var response = await visitor.Page.GotoAsync(path);
        Assert.Equal(status, response!.Status);

        await AssertGoodAsync(visitor, $"error-{status}");
        visitor.AssertNoFaults(status.ToString(provider: null));
    }

    [Fact]
    public async Task ErrorPage_ForgedHeader_Is400AndAccessible()
    {
        await using var visitor = await OpenAsync();
        await visitor.Page.RouteAsync("**/links", route =>
            route.ContinueAsync(new() { Headers = [.. route.Request.Headers, new("X-Consistency-Token", "forged")] }));
        var response = await visitor.Page.GotoAsync("/links");

        Assert.Equal(400, response!.Status);
        await AssertGoodAsync(visitor, "error-400");
    }

    [Fact]
    public async Task ErrorPage_FormOfAnotherSite_Is403AndAccessible()
    {
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        await page.SetContentAsync($"<form method=post action='{Address}'><button>Win a prize</button></form>");
        var response = await page.RunAndWaitForResponseAsync(() => page.GetByRole(AriaRole.Button).ClickAsync(), Address.ToString());

        Assert.Equal(403, response.Status);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This is not allowed");
        await AssertGoodAsync(visitor, "error-403");
    }

    [Fact]
    public async Task ErrorPage_FormWhereThereIsNone_Is405AndAccessible()
    {
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        await page.GotoAsync("/system");
        var response = await page.RunAndWaitForResponseAsync(
            () => page.EvaluateAsync("const form = document.createElement('form'); form.method = 'post'; form.action = '/system'; document.body.append(form); form.submit();"),
            r => r.Request.Method == "POST");

        Assert.Equal(405, response.Status);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This page cannot be used like that");
        await AssertGoodAsync(visitor, "error-405");
    }

    [Fact]
    public async Task ErrorPage_TooMuch_Is413AndAccessible()
    {
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        await page.GotoAsync("/");
        await page.GetByLabel("Long address").EvaluateAsync("field => { field.maxLength = 100000; field.value = 'x'.repeat(20000); }");
        var response = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Shorten" }).ClickAsync(), r => r.Request.Method == "POST");

        Assert.Equal(413, response.Status);
        await AssertGoodAsync(visitor, "error-413");
    }

    private static async Task AssertGoodAsync(BrowserPage visitor, string name)
    {
        await visitor.Page.AssertFitsPhoneAsync();
        await visitor.Page.AssertAccessibleAsync();
        await visitor.ScreenshotAsync($"page-{name}-dark", fullPage: true);
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await visitor.ScreenshotAsync($"page-{name}-light", fullPage: true);
    }
}
