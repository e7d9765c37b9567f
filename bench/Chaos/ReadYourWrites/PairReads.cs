using System.Collections.Concurrent;
using Foobar.Bench;
using Foobar.Chaos.Load;

namespace Foobar.Chaos.ReadYourWrites;

/// <summary>Makes links and reads each right after, in turn as an API client and as a browser.</summary>
internal sealed class PairReads
{
    private const int LaterReads = 1_000;

    private readonly ConcurrentBag<string> _codes = [];

    /// <summary>Reads with the token in a header.</summary>
    public ReadTally ByHeader { get; } = new();

    /// <summary>Reads with the token in a cookie.</summary>
    public ReadTally ByCookie { get; } = new();

    /// <summary>Links that could not be made, by how it went wrong.</summary>
    public Tally WriteFailures { get; } = new();

    public async Task RunAsync(SiteClient site, int client, int pairs, CancellationToken cancellationToken)
    {
        for (var i = 0; i < pairs; i++)
        {
            var url = $"{Writer.UrlStart}read-your-writes/{client}/{i}";
            await (i % 2 == 0 ? PairByHeaderAsync(site, url, cancellationToken) : PairByCookieAsync(site, url, cancellationToken));
        }
    }

    /// <summary>Reads some of the links without a token, when the replica has had the time to show them.</summary>
    public async Task ReadLaterAsync(Uri address, Random random, ReadTally reads, CancellationToken cancellationToken)
    {
        using var site = new SiteClient(address);
        var codes = _codes.ToArray();
        random.Shuffle(codes);
        foreach (var code in codes.Take(LaterReads))
        {
            await ReadAsync(site, code, reads, token: null, cookies: null, cancellationToken);
        }
    }

    private async Task PairByHeaderAsync(SiteClient site, string url, CancellationToken cancellationToken)
    {
        var (link, failure) = await site.TryCreateAsync(url, Guid.NewGuid().ToString(), cancellationToken);
        if (link is null)
        {
            WriteFailures.Add(failure!);
            return;
        }

        _codes.Add(link.Code);
        await ReadAsync(site, link.Code, ByHeader, link.Token, cookies: null, cancellationToken);
    }

    private async Task PairByCookieAsync(SiteClient site, string url, CancellationToken cancellationToken)
    {
        var (link, failure) = await site.TrySubmitAsync(url, cancellationToken);
        if (link is not { } made)
        {
            WriteFailures.Add(failure!);
            return;
        }

        _codes.Add(made.Code);
        await ReadAsync(site, made.Code, ByCookie, token: null, made.Cookies, cancellationToken);
    }

    // A browser follows the link, the API client looks it up.
    private static async Task ReadAsync(
        SiteClient site, string code, ReadTally reads, string? token, string? cookies, CancellationToken cancellationToken)
    {
        var start = Clock.Now;
        var (node, failure) = await site.TryReadAsync(code, follow: cookies is not null, token, cookies, cancellationToken);
        reads.Add(Clock.Now - start, node, failure);
    }
}
