using System.Net;
using Foobar.Tests.Web.Links;

namespace Foobar.Tests.Composition;

/// <summary>What those who follow links notice when parts of the system are killed.</summary>
[Collection(UsesFoobarApp.Name)]
public sealed class LinkFaultTests(FoobarApp foobar)
{
    // A server that is too busy to notice in time that no database is left cannot know what was deleted.
    private const int Attempts = 3;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Delete_PrimaryKilledMeanwhile_OnceAcknowledgedIsFollowedByNoServer()
    {
        using var web1 = foobar.CreateClient("web-1");
        using var web2 = foobar.CreateClient("web-2");
        var (primary, _) = await foobar.WaitForPairAsync(Token);
        var link = await MakeFollowedLinkAsync(web1, web2);

        var deleting = DeleteAsync(web1, link);
        await foobar.KillNodeAsync(primary, Token);
        while (await deleting == HttpStatusCode.ServiceUnavailable)
        {
            deleting = DeleteAsync(web1, link);
        }

        Assert.Equal(HttpStatusCode.NoContent, await deleting);
        await AssertGoneAsync();
        Assert.NotEqual(primary, (await foobar.GetTopologyAsync(Token)).Primary);

        await foobar.StartResourceAsync(primary, Token);
        await foobar.WaitForPairAsync(Token);
        await AssertGoneAsync();

        async Task AssertGoneAsync()
        {
            foreach (var web in (HttpClient[])[web1, web2, web1, web2])
            {
                Assert.Equal(HttpStatusCode.Gone, await FollowAsync(web, link.Code));
            }
        }
    }

    [Fact]
    public async Task Databases_BothKilled_LinksInMemoryAreFollowedThroughTheGateway()
    {
        for (var attempt = 1; !await AreFollowedWithoutDatabaseAsync(); attempt++)
        {
            Assert.InRange(attempt, 1, Attempts);
        }
    }

    [Fact]
    public async Task Clicks_WebServerKilled_AreLostSinceTheyWereLastWrittenAtMost()
    {
        const int Written = 20;
        const int Later = 5;
        using var web = foobar.CreateClient("web-1");
        var link = await web.CreateLinkAsync("https://example.com/counted");
        await foobar.WaitForReplicaAsync(Token);
        await FollowAsync(web, link.Code, Written);
        while (await CountClicksAsync(link) < Written)
        {
            await Task.Delay(20, Token);
        }

        await FollowAsync(web, link.Code, Later);
        await foobar.KillProcessAsync("web-1", Token);
        await foobar.StartResourceAsync("web-1", Token);
        await foobar.App.ResourceNotifications.WaitForResourceHealthyAsync("web-1", Token);
        var known = await CountClicksAsync(link);
        Assert.InRange(known, Written, Written + Later);

        using var restarted = foobar.CreateClient("web-1");
        await FollowAsync(restarted, link.Code, 1);
        while (await CountClicksAsync(link) == known)
        {
            await Task.Delay(20, Token);
        }

        Assert.Equal(known + 1, await CountClicksAsync(link));
        await foobar.WaitForGatewaysAsync(webServers: 2, Token);
    }

    private async Task<bool> AreFollowedWithoutDatabaseAsync()
    {
        using var gateway = foobar.CreateClient();
        using var web1 = foobar.CreateClient("web-1");
        using var web2 = foobar.CreateClient("web-2");
        var (primary, replica) = await foobar.WaitForPairAsync(Token);
        var link = await MakeFollowedLinkAsync(web1, web2);
        var unseen = await web1.CreateLinkAsync("https://example.com/unseen");

        await Task.WhenAll(foobar.KillNodeAsync(primary, Token), foobar.KillNodeAsync(replica, Token));
        foreach (var web in (HttpClient[])[web1, web2])
        {
            while (await StatusAsync(web, "/health") == HttpStatusCode.OK)
            {
                await Task.Delay(20, Token);
            }

            Assert.Equal(HttpStatusCode.OK, await StatusAsync(web, "/alive"));
        }

        var followed = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            followed.Add(await FollowAsync(gateway, link.Code));
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await FollowAsync(gateway, unseen.Code));
        using (var refused = await gateway.SendAsync(HttpMethod.Post, "/api/links", body: new { url = "https://example.com/new" }))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        await Task.WhenAll(foobar.StartResourceAsync(primary, Token), foobar.StartResourceAsync(replica, Token));
        await foobar.WaitForPairAsync(Token);
        await foobar.WaitForGatewaysAsync(webServers: 2, Token);
        Assert.Equal(HttpStatusCode.Redirect, await FollowAsync(gateway, unseen.Code));
        return followed.All(status => status == HttpStatusCode.Redirect);
    }

    // In the memory of both.
    private async Task<MadeLink> MakeFollowedLinkAsync(HttpClient web1, HttpClient web2)
    {
        var link = await web1.CreateLinkAsync("https://example.com/followed");
        await foobar.WaitForReplicaAsync(Token);
        foreach (var web in (HttpClient[])[web1, web2])
        {
            Assert.Equal(HttpStatusCode.Redirect, await FollowAsync(web, link.Code));
        }

        return link;
    }

    private async Task<long> CountClicksAsync(MadeLink link)
    {
        var (primary, _) = await foobar.WaitForPairAsync(Token);
        return await foobar.ScalarAsync<long>(
            primary, $"SELECT CAST(IFNULL(SUM(clicks), 0) AS SIGNED) FROM link_clicks JOIN links ON id = link_id WHERE code = '{link.Code}'", Token);
    }

    private static async Task<HttpStatusCode> DeleteAsync(HttpClient web, MadeLink link)
    {
        using var response = await web.SendAsync(HttpMethod.Delete, $"/api/links/{link.Code}", link.Owner);
        return response.StatusCode;
    }

    private static async Task FollowAsync(HttpClient web, string code, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(HttpStatusCode.Redirect, await FollowAsync(web, code));
        }
    }

    private static Task<HttpStatusCode> FollowAsync(HttpClient web, string code) => StatusAsync(web, $"/{code}");

    private static async Task<HttpStatusCode> StatusAsync(HttpClient web, string path)
    {
        using var response = await web.GetAsync(new Uri(path, UriKind.Relative), Token);
        return response.StatusCode;
    }
}
