namespace Foobar.Web.Links;

/// <summary>Makes links and lists them page by page, for the API and the pages alike.</summary>
internal sealed class LinkService(LinkStore store, TimeProvider time)
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 100;

    private const int MaxCodeAttempts = 5;

    /// <summary>Makes a link, or finds the one that the same request has made before. Errors are told by field, for people.</summary>
    /// <param name="url">Where it leads.</param>
    /// <param name="alias">The code wished for, or null.</param>
    /// <param name="key">The idempotency key of the request.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <exception cref="Foobar.MySql.MySqlUnavailableException">No primary has taken it in time.</exception>
    public async Task<CreateLinkResult> CreateAsync(string? url, string? alias, string key, CancellationToken cancellationToken)
    {
        var urlIsValid = LinkUrl.TryNormalize(url, out var normalizedUrl, out var urlError);
        var aliasError = alias is null ? null : LinkCode.Validate(alias);
        if (!urlIsValid || aliasError is not null)
        {
            return new CreateLinkResult { UrlError = urlError, AliasError = aliasError };
        }

        // MySQL keeps microseconds; the answer now and a later read must agree.
        var now = time.GetUtcNow().UtcDateTime;
        var createdAt = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        var fingerprint = IdempotencyKey.Fingerprint(normalizedUrl!, alias);

        var attempts = alias is null ? MaxCodeAttempts : 1;
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            var link = new Link(0, alias ?? LinkCode.Generate(), normalizedUrl!, createdAt);
            var result = await store.AddAsync(link, key, fingerprint, cancellationToken);
            if (result.Outcome != AddLinkOutcome.CodeTaken)
            {
                return new CreateLinkResult { Link = result.Link, IsKeyReused = result.Outcome == AddLinkOutcome.KeyReused };
            }
        }

        return alias is not null
            ? new CreateLinkResult { AliasError = $"The alias '{alias}' is taken. Choose another.", IsConflict = true }
            : throw new InvalidOperationException($"{MaxCodeAttempts} generated codes in a row were taken.");
    }

    public Task<Link?> FindAsync(string code, CancellationToken cancellationToken) => store.FindAsync(code, cancellationToken);

    /// <returns>At most <paramref name="limit"/> links and, if there are older ones, the cursor of the next page.</returns>
    public async Task<(IReadOnlyList<Link> Links, string? Next)> ListAsync(
        ulong? afterId, int limit, CancellationToken cancellationToken)
    {
        // One more than asked for tells whether there is a next page.
        var links = await store.ListAsync(afterId, limit + 1, cancellationToken);
        if (links.Count <= limit)
        {
            return (links, null);
        }

        links.RemoveAt(limit);
        return (links, LinkCursor.Encode(links[^1].Id));
    }
}
