using System.Net;
using System.Text.RegularExpressions;
using Foobar.Bench;
using Foobar.Tests.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Foobar.Tests.Composition.Site;

/// <summary>The form that makes links.</summary>
public sealed class FormTests(FoobarApp foobar, BrowserFixture browser) : SiteTest(foobar, browser)
{
    [Fact]
    public async Task Form_WrongInput_SaysSoAtTheFieldAndKeepsTheRest()
    {
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        await page.GotoAsync("/");
        await page.GetByLabel("Long address").FillAsync("no address");
        await page.GetByLabel("Your own ending").FillAsync("!");
        await page.GetByLabel("Last day").FillAsync("2001-02-03");
        await page.GetByRole(AriaRole.Button, new() { Name = "Shorten" }).ClickAsync();

        var url = page.GetByLabel("Long address");
        await Expect(url).ToBeFocusedAsync();
        await Expect(url).ToHaveValueAsync("no address");
        await Expect(url).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(url).ToHaveAccessibleDescriptionAsync(new Regex("^Error: Enter a whole URL"));
        await Expect(page.GetByLabel("Your own ending")).ToHaveValueAsync("!");
        await Expect(page.GetByLabel("Your own ending")).ToHaveAccessibleDescriptionAsync(new Regex("^Error: An alias has"));
        await Expect(page.GetByLabel("Last day")).ToHaveValueAsync("2001-02-03");
        await Expect(page.GetByLabel("Last day")).ToHaveAccessibleDescriptionAsync(new Regex("^Error: Enter a time in the future"));
        await page.AssertAccessibleAsync();
        await visitor.ScreenshotAsync("site-errors");

        await url.FillAsync("https://example.com/corrected");
        await page.GetByLabel("Your own ending").FillAsync("");
        await page.GetByLabel("Last day").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Shorten" }).ClickAsync();
        await Expect(page.GetByText("Your short link is ready.")).ToBeVisibleAsync();
        visitor.AssertNoFaults("400");
    }

    [Fact]
    public async Task Form_KeyboardAlone_MakesALink()
    {
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        await page.GotoAsync("/");

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByLabel("Long address")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("https://example.com/keys");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(NewAlias("keys"));
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("Your short link is ready.")).ToBeVisibleAsync();
        visitor.AssertNoFaults();
    }

    [Fact]
    public async Task Form_OfOneServer_IsTakenByTheOtherAndMakesOneLinkHoweverOftenItIsSent()
    {
        using var web1 = Foobar.CreateClient("web-1");
        using var web2 = Foobar.CreateClient("web-2");
        var form = await HtmlForm.GetAsync(web1, "/", Token);
        form.Fields["url"] = "https://example.com/across";

        // A double click comes before the cookies of the first answer.
        var sent = await Task.WhenAll(form.PostAsync(web2, "/", Token), form.PostAsync(web1, "/", Token));
        using var again = await form.PostAsync(web2, "/", Token);

        Assert.All(sent, response => Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode));
        Assert.All(sent, response => Assert.Equal(again.Headers.Location, response.Headers.Location));
    }

    [Fact]
    public async Task Form_WithoutItsToken_IsShownAgainWithWhatWasEntered()
    {
        using var client = Foobar.CreateClient();
        using var response = await client.PostAsync("/", new FormUrlEncodedContent([new("url", "https://example.com/forged")]), Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var html = await response.Content.ReadAsStringAsync(Token);
        Assert.Contains("This form was out of date", html);
        Assert.Contains("value=\"https://example.com/forged\"", html);
    }
}
