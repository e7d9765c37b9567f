using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Foobar.Web.Links.Owners;

namespace Foobar.Tests.Composition;

[Collection(UsesFoobarApp.Name)]
public sealed class LinksApiTests(FoobarApp foobar)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"url":"ftp://example.org/"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"url":"not a url"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"url":"https://example.org","alias":"a"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"url":"https://example.org","alias":"no spaces"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"url":""", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    public async Task Create_BadInput_IsRefusedWithProblemDetails(string body, HttpStatusCode expected)
    {
        using var client = foobar.CreateClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await client.PostAsync(new Uri("/api/links", UriKind.Relative), content, Token);

        await AssertProblemAsync(expected, response);
    }

    [Fact]
    public async Task Create_UrlOfTheGreatestLength_IsTakenAndOneMoreIsNot()
    {
        using var client = foobar.CreateClient();
        var longest = "https://example.org/" + new string('a', 2048 - "https://example.org/".Length);

        using var taken = await client.PostAsJsonAsync("/api/links", new { url = longest }, Token);
        using var refused = await client.PostAsJsonAsync("/api/links", new { url = longest + "a" }, Token);

        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        await AssertProblemAsync(HttpStatusCode.BadRequest, refused);
    }

    [Fact]
    public async Task Follow_AliasInOtherCase_IsNotFound()
    {
        using var client = foobar.CreateClient();
        using var created = await client.PostAsJsonAsync("/api/links", new { url = "https://example.org/", alias = "CaseMatters" }, Token);
        created.EnsureSuccessStatusCode();

        using var same = await client.GetAsync(new Uri("/CaseMatters", UriKind.Relative), Token);
        using var other = await client.GetAsync(new Uri("/casematters", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.Redirect, same.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task List_PageByPage_GivesEveryLinkOnceNewestFirst()
    {
        using var client = foobar.CreateClient();
        for (var i = 0; i < 7; i++)
        {
            using var created = await client.PostAsJsonAsync("/api/links", new { url = $"https://example.org/page/{i}", alias = $"page-{i}" }, Token);
            created.EnsureSuccessStatusCode();

            // The first gets an owner, and the others are that owner's too.
            var owner = (await created.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("ownerToken").GetString();
            client.DefaultRequestHeaders.Authorization = new("Bearer", owner);
        }

        await foobar.WaitForReplicaAsync(Token);

        var codes = new List<string>();
        string? after = null;
        do
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"/api/links?limit=3{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}", Token);
            var items = page.GetProperty("items").EnumerateArray().Select(l => l.GetProperty("code").GetString()!).ToList();
            Assert.InRange(items.Count, 1, 3);
            codes.AddRange(items);
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"page-{6 - i}"), codes);
    }

    [Theory]
    [InlineData("/api/links?limit=0")]
    [InlineData("/api/links?limit=101")]
    [InlineData("/api/links?limit=x")]
    [InlineData("/api/links?after=garbage!")]
    public async Task List_BadQuery_IsRefusedWithProblemDetails(string path)
    {
        using var client = foobar.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", OwnerToken.New().Value);

        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Token);

        await AssertProblemAsync(HttpStatusCode.BadRequest, response);
    }

    private static async Task AssertProblemAsync(HttpStatusCode expected, HttpResponseMessage response)
    {
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal((int)expected, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("title").GetString()));
    }
}
