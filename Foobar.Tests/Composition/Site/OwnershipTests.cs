using System.Net.Http.Json;
using System.Text.Json;
using Foobar.Tests.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Foobar.Tests.Composition.Site;

/// <summary>What belongs to whoever has the key, which is a cookie.</summary>
public sealed class OwnershipTests(FoobarApp foobar, BrowserFixture browser) : SiteTest(foobar, browser)
{
    private const int PageSize = 20;

    [Fact]
    public async Task MyLinks_MoreThanAPage_AreAllFoundByGoingOn()
    {
        using var client = Foobar.CreateClient();
        string? owner = null;
        for (var i = 0; i <= PageSize; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/links") { Content = JsonContent.Create(new { url = $"https://example.com/{i}" }) };
            request.Headers.Authorization = owner is null ? null : new("Bearer", owner);
            using var response = await client.SendAsync(request, Token);
            response.EnsureSuccessStatusCode();
            owner = (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("ownerToken").GetString();
        }

        await Foobar.WaitForReplicaAsync(Token);
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        await page.Context.AddCookiesAsync([new() { Name = "__Host-owner", Value = owner!, Url = Address.ToString(), Secure = true, HttpOnly = true }]);

        await page.GotoAsync("/links");
        await Expect(page.Locator(".destination")).ToHaveTextAsync(Enumerable.Range(1, PageSize).Reverse().Select(i => $"example.com/{i}"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Older links" }).ClickAsync();
        await Expect(page.Locator(".destination")).ToHaveTextAsync(["example.com/0"]);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Older links" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Newest" }).ClickAsync();
        await Expect(page.Locator(".destination")).ToHaveCountAsync(PageSize);
        visitor.AssertNoFaults();
    }

    [Fact]
    public async Task Delete_LinkOfAnother_Is403AndTheLinkStays()
    {
        var (theirs, mine) = (NewAlias("theirs"), NewAlias("mine"));
        await using var owner = await OpenAsync();
        await MakeLinkAsync(owner.Page, "https://example.com/theirs", theirs);
        await using var thief = await OpenAsync();
        var page = thief.Page;
        await MakeLinkAsync(page, "https://example.com/mine", mine);

        await page.GetByText("Delete this link").ClickAsync();
        await page.Locator("form").EvaluateAsync("(form, code) => form.action = `/links/${code}/delete`", theirs);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete for good" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This is not allowed");
        var still = await page.GotoAsync($"/links/{theirs}");
        Assert.Equal(200, still!.Status);
        thief.AssertNoFaults("403");
    }
}
