using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Foobar.Bench;
using Foobar.Web.Links.Following;
using Microsoft.Extensions.DependencyInjection;

namespace Foobar.Tests.Web.Links.Following;

/// <summary>What goes on, and what says why it does not, as one part of the database after the other goes.</summary>
public sealed class OutageTests(OutageTests.Site site) : IClassFixture<OutageTests.Site>
{
    private readonly Dictionary<string, long> _followed = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Database_GoesPartByPart_FollowingGoesOnAndADeletedLinkStaysDeleted()
    {
        var followed = await site.Web1.CreateLinkAsync("https://example.com/followed");
        var unseen = await site.Web1.CreateLinkAsync("https://example.com/unseen");
        var deleted = await site.Web1.CreateLinkAsync("https://example.com/deleted");
        await site.WaitForReplicaAsync();
        foreach (var code in new[] { followed.Code, deleted.Code })
        {
            Assert.Equal(HttpStatusCode.Redirect, await FollowAsync(site.Web1, code));
            Assert.Equal(HttpStatusCode.Redirect, await FollowAsync(site.Web2, code));
        }

        using (var response = await site.Web1.SendAsync(HttpMethod.Delete, $"/api/links/{deleted.Code}", deleted.Owner))
        {
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        }

        var form = await HtmlForm.GetAsync(site.Web1, "/", Cancellation);
        form.Fields["url"] = "https://example.com/kept";

        // No primary: what reads goes on.
        await ClosePrimaryAsync();
        Assert.Equal(HttpStatusCode.Redirect, await FollowAsync(site.Web1, followed.Code));
        Assert.Equal(HttpStatusCode.Gone, await FollowAsync(site.Web2, deleted.Code));
        await Task.WhenAll(
            AssertKeptAsync(form),
            AssertRefusedAsync(HttpMethod.Post, "/api/links", null, new { url = "https://example.com/new" }),
            AssertRefusedAsync(HttpMethod.Delete, $"/api/links/{followed.Code}", followed.Owner));

        // A primary again: clicks from the time without one were kept, and are counted once.
        await OpenPrimaryAsync();
        var clicks = $"SELECT IFNULL(SUM(clicks), 0) FROM foobar.link_clicks JOIN foobar.links ON id = link_id WHERE code = '{followed.Code}'";
        while (await site.CountAsync(clicks) < _followed[followed.Code])
        {
            await Task.Delay(50, Cancellation);
        }

        Assert.Equal(_followed[followed.Code], await site.CountAsync(clicks));
        await ClosePrimaryAsync();

        // No database: what is in memory is followed.
        await site.Primary.KillAsync();
        await site.Replica.KillAsync();
        await WaitForHealthAsync("No MySQL node takes reads", HttpStatusCode.ServiceUnavailable);
        foreach (var web in new[] { site.Web1, site.Web2 })
        {
            Assert.Equal(HttpStatusCode.Redirect, await FollowAsync(web, followed.Code));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await FollowAsync(web, unseen.Code));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await FollowAsync(web, deleted.Code));
            using var alive = await web.GetAsync("/alive", Cancellation);
            Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        }

        await AssertRefusedAsync(HttpMethod.Get, $"/api/links/{followed.Code}", null);
    }

    private DeletionLog[] Deletions => [.. site.Servers.Select(server => server.Services.GetRequiredService<DeletionLog>())];

    private async Task OpenPrimaryAsync()
    {
        await site.Primary.ExecuteAsync("manager", "SET GLOBAL read_only = OFF");
        while (!Deletions.All(log => log.IsComplete))
        {
            await Task.Delay(20, Cancellation);
        }
    }

    private async Task ClosePrimaryAsync()
    {
        while (true)
        {
            await site.Primary.ExecuteAsync("manager", "SET GLOBAL super_read_only = ON");
            await WaitForHealthAsync("No node is the primary", HttpStatusCode.OK);
            while (Deletions.Any(log => log.IsComplete))
            {
                await Task.Delay(20, Cancellation);
            }

            if (Deletions.All(log => log.IsCompleteWithoutDatabase))
            {
                return;
            }

            // Each server has to notice within the notice period, and a machine may be too busy for that.
            await OpenPrimaryAsync();
        }
    }

    private async Task AssertRefusedAsync(HttpMethod method, string path, string? owner, object? body = null)
    {
        using var response = await site.Web1.SendAsync(method, path, owner, body);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Contains("try again", problem.GetProperty("detail").GetString());
    }

    // On the other server: what was entered comes back, to be sent again as the same request.
    private async Task AssertKeptAsync(HtmlForm form)
    {
        using var response = await form.PostAsync(site.Web2, "/", Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        var again = await HtmlForm.ReadAsync(response, Cancellation);
        Assert.Equal(form.Fields["key"], again.Fields["key"]);
        Assert.Contains($"value=\"{form.Fields["url"]}\"", await response.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task WaitForHealthAsync(string description, HttpStatusCode expected)
    {
        foreach (var web in new[] { site.Web1, site.Web2 })
        {
            while (true)
            {
                using var health = await web.GetAsync("/health", Cancellation);
                var checks = (await health.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("checks");
                if (checks.GetProperty("mysql").TryGetProperty("description", out var text) && text.GetString()!.StartsWith(description, StringComparison.Ordinal))
                {
                    Assert.Equal(expected, health.StatusCode);
                    break;
                }

                await Task.Delay(20, Cancellation);
            }
        }
    }

    private async Task<HttpStatusCode> FollowAsync(HttpClient web, string code)
    {
        using var response = await web.GetAsync($"/{code}", Cancellation);
        _followed[code] = _followed.GetValueOrDefault(code) + (response.StatusCode == HttpStatusCode.Redirect ? 1 : 0);
        return response.StatusCode;
    }

    public sealed class Site() : SiteOnMySql(replicaLags: false, ("WriteTimeout", "00:00:10"), ("ReadTimeout", "00:00:10"));
}
