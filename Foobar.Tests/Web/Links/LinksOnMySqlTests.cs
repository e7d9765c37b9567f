using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Foobar.Bench;
using Foobar.Web.Consistency;

namespace Foobar.Tests.Web.Links;

/// <summary>Two web servers over a real pair whose replica is a second behind.</summary>
public sealed class LinksOnMySqlTests(LinksOnMySqlTests.Site site) : IClassFixture<LinksOnMySqlTests.Site>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateLink_SameKeyAndRequestOnBothServers_IsOneLinkAnsweredAlike()
    {
        using var first = await PostAsync(site.Web1, "https://example.com/once", key: "once");
        using var second = await PostAsync(site.Web2, "https://example.com/once", key: "\"once\"");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(await ReadLinkAsync(first), await ReadLinkAsync(second));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(1, await CountAsync("https://example.com/once"));
    }

    [Fact]
    public async Task CreateLink_SameKeyAtOnce_IsOneLink()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            PostAsync(i % 2 == 0 ? site.Web1 : site.Web2, "https://example.com/at-once", key: "at-once")));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.Created, response.StatusCode));
        Assert.Equal(1, await CountAsync("https://example.com/at-once"));
    }

    [Fact]
    public async Task CreateLink_SameKeyForAnotherRequest_Answers422()
    {
        using var first = await PostAsync(site.Web1, "https://example.com/a", key: "reused");
        using var otherUrl = await PostAsync(site.Web1, "https://example.com/b", key: "reused");
        using var otherAlias = await PostAsync(site.Web1, "https://example.com/a", "reused-alias", key: "reused");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, otherUrl.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, otherAlias.StatusCode);
    }

    [Fact]
    public async Task CreateLink_AliasRepeated_IsAConflictUnlessItIsTheSameRequest()
    {
        using var first = await PostAsync(site.Web1, "https://example.com/c", "an-alias", "alias-key");
        using var same = await PostAsync(site.Web2, "https://example.com/c", "an-alias", "alias-key");
        using var other = await PostAsync(site.Web1, "https://example.com/c", "an-alias", "another-key");
        using var without = await PostAsync(site.Web1, "https://example.com/c", "an-alias");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, same.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, without.StatusCode);
    }

    [Fact]
    public async Task GetLink_WithTheTokenOfItsMaker_IsFoundOnTheOtherServerAtOnce()
    {
        for (var i = 0; i < 10; i++)
        {
            using var created = await PostAsync(site.Web1, $"https://example.com/token/{i}");
            var token = Assert.Single(created.Headers.GetValues(ConsistencyMiddleware.Header));
            Assert.False(created.Headers.Contains("Set-Cookie"));

            using var request = new HttpRequestMessage(HttpMethod.Get, created.Headers.Location);
            request.Headers.Add(ConsistencyMiddleware.Header, token);
            using var found = await site.Web2.SendAsync(request, Cancellation);

            Assert.Equal(HttpStatusCode.OK, found.StatusCode);
            Assert.Equal("mysql-1", Assert.Single(found.Headers.GetValues("X-Database-Node")));
            Assert.False(found.Headers.Contains(ConsistencyMiddleware.Header));
        }
    }

    [Fact]
    public async Task GetLink_WithoutAToken_StaysOnTheReplicaAndMayMiss()
    {
        using var created = await PostAsync(site.Web1, "https://example.com/no-token");
        using var response = await site.Web1.GetAsync(created.Headers.Location, Cancellation);

        Assert.Equal("mysql-2", Assert.Single(response.Headers.GetValues("X-Database-Node")));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task PostForm_SentTwice_MakesOneLinkThatItsMakerSeesOnTheOtherServer()
    {
        var form = await HtmlForm.GetAsync(site.Web1, "/", Cancellation);
        form.Fields["url"] = "https://example.com/form";
        form.Fields["alias"] = "";
        using var first = await form.PostAsync(site.Web1, "/", Cancellation);
        using var second = await form.PostAsync(site.Web2, "/", Cancellation);

        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(1, await CountAsync("https://example.com/form"));

        var cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("consistency=", StringComparison.Ordinal));
        Assert.Matches("^consistency=[A-Za-z0-9_-]+; max-age=60; path=/; samesite=lax; httponly$", cookie);
        using var request = new HttpRequestMessage(HttpMethod.Get, first.Headers.Location);
        request.Headers.Add("Cookie", cookie.Split(';')[0]);
        using var response = await site.Web2.SendAsync(request, Cancellation);
        Assert.Contains("https://example.com/form", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task System_Pair_NamesTheRoles()
    {
        var status = await site.Web1.GetFromJsonAsync<JsonElement>("/api/system", Cancellation);

        Assert.Equal("mysql-1", status.GetProperty("roles").GetProperty("primary").GetString());
        Assert.Equal("mysql-2", status.GetProperty("roles").GetProperty("replica").GetString());
        Assert.Equal("mysql-2", status.GetProperty("database").GetProperty("node").GetString());
    }

    private Task<long> CountAsync(string url) => site.CountAsync($"SELECT COUNT(*) FROM foobar.links WHERE url = '{url}'");

    private static async Task<HttpResponseMessage> PostAsync(HttpClient web, string url, string? alias = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/links") { Content = JsonContent.Create(new { url, alias }) };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return await web.SendAsync(request, Cancellation);
    }

    // The host differs: each server is addressed by its own.
    private static async Task<(string?, string?, string?)> ReadLinkAsync(HttpResponseMessage response)
    {
        var link = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return (link.GetProperty("code").GetString(), link.GetProperty("url").GetString(), link.GetProperty("createdAt").GetString());
    }

    /// <summary>Its replica is a second behind, and is read all the same, also where that becomes more.</summary>
    public sealed class Site() : SiteOnMySql(replicaLags: true, ("MaxReplicaLag", "00:01:00"));
}
