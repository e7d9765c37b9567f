using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Foobar.Tests.Composition;

/// <summary>
/// Many ask for one thing at the same moment, of both web servers. A thousand, or as many as <c>FOOBAR_CONCURRENT_CREATES</c>
/// says where that is set.
/// </summary>
[Collection(UsesFoobarApp.Name)]
public sealed class ConcurrentCreateTests(FoobarApp foobar)
{
    private const int AtOnce = 200;

    private static readonly int s_requests =
        int.Parse(Environment.GetEnvironmentVariable("FOOBAR_CONCURRENT_CREATES") ?? "1000", CultureInfo.InvariantCulture);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_SameAliasByMany_IsWonByOne()
    {
        var statuses = new ConcurrentBag<HttpStatusCode>();
        await CreateAsync(
            i => new { url = $"https://example.org/{i}", alias = "wanted-by-many" },
            key: null,
            response =>
            {
                statuses.Add(response.StatusCode);
                return Task.CompletedTask;
            });

        Assert.Equal(s_requests, statuses.Count);
        Assert.Equal(1, statuses.Count(status => status == HttpStatusCode.Created));
        Assert.Equal(s_requests - 1, statuses.Count(status => status == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Create_SameKeyByMany_IsOneLinkAndOneAnswer()
    {
        var answers = new ConcurrentBag<(string?, string?, string?)>();
        await CreateAsync(
            _ => new { url = "https://example.org/one-key" },
            key: "5e0c1b5e-6b0c-4a53-9c3e-1d6b7f0f9a11",
            async response =>
            {
                Assert.Equal(HttpStatusCode.Created, response.StatusCode);
                var link = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
                answers.Add((link.GetProperty("code").GetString(), link.GetProperty("createdAt").GetString(), link.GetProperty("ownerToken").GetString()));
            });

        Assert.Equal(s_requests, answers.Count);
        Assert.Single(answers.Distinct());
        var (primary, _) = await foobar.WaitForPairAsync(Token);
        Assert.Equal(1L, await foobar.ScalarAsync<long>(primary, "SELECT COUNT(*) FROM links WHERE url = 'https://example.org/one-key'", Token));
    }

    private async Task CreateAsync(Func<int, object> body, string? key, Func<HttpResponseMessage, Task> read)
    {
        using var web1 = foobar.CreateClient("web-1");
        using var web2 = foobar.CreateClient("web-2");
        await Parallel.ForEachAsync(
            Enumerable.Range(0, s_requests),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Token },
            async (i, cancellationToken) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/api/links") { Content = JsonContent.Create(body(i)) };
                if (key is not null)
                {
                    request.Headers.Add("Idempotency-Key", key);
                }

                using var response = await (i % 2 == 0 ? web1 : web2).SendAsync(request, cancellationToken);
                await read(response);
            });
    }
}
