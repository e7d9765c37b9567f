using System.Net;
using System.Text.Json;
using Foobar.Web.Links.Clicks;
using Foobar.Web.Links.Owners;
using Microsoft.Extensions.DependencyInjection;

namespace Foobar.Tests.Web.Links;

/// <summary>Links from their making to their end, by two web servers over a real pair.</summary>
public sealed class LinkLifeTests(LinkLifeTests.Site site) : IClassFixture<LinkLifeTests.Site>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ListLinks_OfAnOwner_HasTheirsAloneNewestFirst()
    {
        var first = await site.Web1.CreateLinkAsync("https://example.com/1");
        var second = await site.Web2.CreateLinkAsync("https://example.com/2", owner: first.Owner);
        var other = await site.Web1.CreateLinkAsync("https://example.com/3");
        await site.WaitForReplicaAsync();

        Assert.Equal(first.Owner, second.Owner);
        Assert.NotEqual(first.Owner, other.Owner);
        Assert.Equal([second.Code, first.Code], await ListAsync(site.Web2, first.Owner));
        Assert.Equal([other.Code], await ListAsync(site.Web1, other.Owner));
        Assert.Empty(await ListAsync(site.Web1, OwnerToken.New().Value));
    }

    [Fact]
    public async Task GetLink_OwnerAndOthers_SeeWhatIsTheirs()
    {
        var link = await site.Web1.CreateLinkAsync("https://example.com/details");
        await site.WaitForReplicaAsync();

        var owners = await site.Web2.GetJsonAsync($"/api/links/{link.Code}", link.Owner);
        var others = await site.Web2.GetJsonAsync($"/api/links/{link.Code}", OwnerToken.New().Value);

        Assert.Equal(0, owners.GetProperty("clicks").GetInt64());
        var days = owners.GetProperty("days").EnumerateArray().Select(day => DateOnly.Parse(day.GetProperty("day").GetString()!, null)).ToArray();
        Assert.Equal(Enumerable.Range(0, 30).Select(days[0].AddDays), days);
        Assert.False(others.TryGetProperty("clicks", out _));
        Assert.False(others.TryGetProperty("days", out _));
        Assert.DoesNotContain(link.Owner, owners.GetRawText());
    }

    [Fact]
    public async Task GetLink_WithTheTagOfAnAnswer_Answers304UntilSomethingChanges()
    {
        var link = await site.Web1.CreateLinkAsync("https://example.com/tag");
        await site.WaitForReplicaAsync();
        using var first = await site.Web1.SendAsync(HttpMethod.Get, $"/api/links/{link.Code}", link.Owner);
        var tag = first.Headers.ETag!.ToString();
        Assert.Equal("no-cache, private", first.Headers.CacheControl!.ToString());

        // The host is part of the answer.
        using var same = await site.Web1.SendAsync(HttpMethod.Get, $"/api/links/{link.Code}", link.Owner, null, ("If-None-Match", tag));
        using var asOther = await site.Web1.SendAsync(HttpMethod.Get, $"/api/links/{link.Code}", null, null, ("If-None-Match", tag));

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, asOther.StatusCode);
    }

    [Fact]
    public async Task GetLink_ClientThatTakesGzip_IsCompressedAndTheTokenNever()
    {
        var link = await site.Web1.CreateLinkAsync("https://example.com/" + new string('a', 1000));
        await site.WaitForReplicaAsync();
        using var details = await site.Web1.SendAsync(HttpMethod.Get, $"/api/links/{link.Code}", link.Owner, null, ("Accept-Encoding", "gzip"));
        using var created = await site.Web1.SendAsync(
            HttpMethod.Post, "/api/links", null, new { url = "https://example.com/" + new string('a', 1000) }, ("Accept-Encoding", "gzip"));

        Assert.Equal(["gzip"], details.Content.Headers.ContentEncoding);
        Assert.Empty(created.Content.Headers.ContentEncoding);
        Assert.True(created.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task CreateLink_KeyOfAnotherOwner_Answers422()
    {
        var owner = OwnerToken.New().Value;
        using var first = await CreateAsync(owner);
        using var without = await CreateAsync(null);
        using var again = await CreateAsync(owner);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);

        Task<HttpResponseMessage> CreateAsync(string? token) => site.Web1.SendAsync(
            HttpMethod.Post, "/api/links", token, new { url = "https://example.com/owned" }, ("Idempotency-Key", "owned-key"));
    }

    [Fact]
    public async Task DeleteLink_Acknowledged_IsFollowedByNoServerAndItsCodeIsNotGivenAgain()
    {
        var link = await site.Web1.CreateLinkAsync("https://example.com/deleted", alias: "to-be-deleted");
        await site.WaitForReplicaAsync();
        Assert.Equal(HttpStatusCode.Redirect, await FollowAsync(site.Web1, link.Code));

        // The other server is kept busy with it all along.
        using var stop = new CancellationTokenSource();
        var following = FollowUntilAsync(site.Web2, link.Code, stop.Token);
        using var deleted = await site.Web1.SendAsync(HttpMethod.Delete, $"/api/links/{link.Code}", link.Owner);
        var (after1, after2) = (await FollowAsync(site.Web1, link.Code), await FollowAsync(site.Web2, link.Code));
        await stop.CancelAsync();
        await following;

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, after1);
        Assert.Equal(HttpStatusCode.Gone, after2);
        using var details = await site.Web2.SendAsync(HttpMethod.Get, $"/api/links/{link.Code}", link.Owner);
        using var again = await site.Web2.SendAsync(HttpMethod.Delete, $"/api/links/{link.Code}", link.Owner);
        using var sameAlias = await site.Web2.SendAsync(HttpMethod.Post, "/api/links", null, new { url = "https://example.com/", alias = link.Code });
        Assert.Equal(HttpStatusCode.Gone, details.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, sameAlias.StatusCode);
        Assert.Empty(await ListAsync(site.Web1, link.Owner));
    }

    [Fact]
    public async Task DeleteLink_OfSomebodyElseOrNone_IsRefused()
    {
        var link = await site.Web1.CreateLinkAsync("https://example.com/kept");

        using var others = await site.Web1.SendAsync(HttpMethod.Delete, $"/api/links/{link.Code}", OwnerToken.New().Value);
        using var none = await site.Web1.SendAsync(HttpMethod.Delete, "/api/links/there-is-none", link.Owner);
        using var malformed = await site.Web1.SendAsync(HttpMethod.Delete, "/api/links/a", link.Owner);
        await site.WaitForReplicaAsync();

        Assert.Equal(HttpStatusCode.Forbidden, others.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, malformed.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await FollowAsync(site.Web2, link.Code));
    }

    [Fact]
    public async Task Follow_LinkWhoseTimeIsOver_IsGoneAndItsOwnerStillSeesIt()
    {
        var end = DateTime.UtcNow.AddSeconds(2);
        var link = await site.Web1.CreateLinkAsync("https://example.com/expires", expiresAt: end.ToString("O"));
        await site.WaitForReplicaAsync();
        while (DateTime.UtcNow <= end)
        {
            // A copy in memory is not used beyond the end either.
            await FollowAsync(site.Web1, link.Code);
        }

        Assert.Equal(HttpStatusCode.Gone, await FollowAsync(site.Web1, link.Code));
        Assert.Equal(HttpStatusCode.Gone, await FollowAsync(site.Web2, link.Code));
        using var owners = await site.Web2.SendAsync(HttpMethod.Get, $"/api/links/{link.Code}", link.Owner);
        using var others = await site.Web2.SendAsync(HttpMethod.Get, $"/api/links/{link.Code}");
        Assert.Equal(HttpStatusCode.OK, owners.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, others.StatusCode);
    }

    [Fact]
    public async Task Follow_ByBothServers_IsCountedOnceEachAndLooksAndPrefetchesAreNot()
    {
        var link = await site.Web1.CreateLinkAsync("https://example.com/clicks");
        await site.WaitForReplicaAsync();
        foreach (var web in new[] { site.Web1, site.Web2 })
        {
            using var look = await web.SendAsync(HttpMethod.Head, $"/{link.Code}");
            using var prefetch = await web.SendAsync(HttpMethod.Get, $"/{link.Code}", null, null, ("Sec-Purpose", "prefetch;prerender"));
            using var missing = await web.SendAsync(HttpMethod.Get, "/there-is-none");
            Assert.Equal(HttpStatusCode.Redirect, look.StatusCode);
            Assert.Equal(HttpStatusCode.Redirect, prefetch.StatusCode);
            for (var i = 0; i < 5; i++)
            {
                Assert.Equal(HttpStatusCode.Redirect, await FollowAsync(web, link.Code));
            }
        }

        JsonElement details;
        while ((details = await site.Web1.GetJsonAsync($"/api/links/{link.Code}", link.Owner)).GetProperty("clicks").GetInt64() < 10)
        {
            await Task.Delay(50, Cancellation);
        }

        Assert.Equal(10, details.GetProperty("clicks").GetInt64());
        Assert.Equal(10, details.GetProperty("days").EnumerateArray().Sum(day => day.GetProperty("clicks").GetInt64()));
        var listed = await site.Web2.GetJsonAsync("/api/links", link.Owner);
        Assert.Equal(10, listed.GetProperty("items")[0].GetProperty("clicks").GetInt64());
    }

    [Fact]
    public async Task AddClicks_SameBatchAgain_IsCountedOnce()
    {
        const ulong Link = ulong.MaxValue;
        var clicks = site.Servers[0].Services.GetRequiredService<ClickStore>();
        LinkClicks[] rows = [new(Link, new DateOnly(2030, 1, 31), 2), new(Link, new DateOnly(2030, 2, 1), 3)];
        var batch = new ClickBatch(Guid.NewGuid(), rows);

        await clicks.AddAsync(batch, Cancellation);
        await clicks.AddAsync(batch, Cancellation);
        await clicks.AddAsync(new ClickBatch(Guid.NewGuid(), rows[..1]), Cancellation);

        Assert.Equal(7, await site.CountAsync($"SELECT SUM(clicks) FROM foobar.link_clicks WHERE link_id = {Link}"));
    }

    [Fact]
    public async Task Stop_ServerWithClicksInMemory_WritesThemFirst()
    {
        var link = await site.Web1.CreateLinkAsync("https://example.com/stopped");
        await site.WaitForReplicaAsync();
        var server = new WebServer("web-3", site.CreateSettings());
        await server.InitializeAsync();
        Assert.Equal(HttpStatusCode.Redirect, await FollowAsync(server.Client, link.Code));
        await server.StopAsync();

        Assert.Equal(1, await site.CountAsync(
            $"SELECT SUM(clicks) FROM foobar.link_clicks JOIN foobar.links ON id = link_id WHERE code = '{link.Code}'"));
        await server.DisposeAsync();
    }

    private static async Task<HttpStatusCode> FollowAsync(HttpClient web, string code)
    {
        using var response = await web.SendAsync(HttpMethod.Get, $"/{code}");
        return response.StatusCode;
    }

    private static async Task FollowUntilAsync(HttpClient web, string code, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await FollowAsync(web, code);
        }
    }

    private static async Task<string[]> ListAsync(HttpClient web, string owner) =>
        [.. (await web.GetJsonAsync("/api/links", owner)).GetProperty("items").EnumerateArray().Select(link => link.GetProperty("code").GetString()!)];

    public sealed class Site() : SiteOnMySql;
}
