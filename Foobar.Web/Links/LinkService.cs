using Foobar.Web.Links.Clicks;
using Foobar.Web.Links.Following;
using Foobar.Web.Links.Owners;
using Foobar.Web.Links.Urls;

namespace Foobar.Web.Links;

/// <summary>Makes links, shows them to their owners and deletes them, for the API and the pages alike.</summary>
internal sealed class LinkService(
    LinkStore store, LinkWriter writer, LinkDeletion deletion, OwnerTokenSource owners, UrlRules rules, TimeProvider time)
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 100;

    /// <summary>How many days of clicks are shown, today included.</summary>
    public const int ShownDays = 30;

    private const int MaxCodeAttempts = 5;

    /// <summary>Makes a link, or finds the one that the same request has made before. Errors are told by field, for people.</summary>
    /// <param name="link">What is wished for.</param>
    /// <param name="owner">Whose it shall be; without one it gets an owner of its own.</param>
    /// <param name="key">The idempotency key of the request.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <exception cref="Foobar.MySql.MySqlUnavailableException">No primary has taken it in time.</exception>
    public async Task<CreateLinkResult> CreateAsync(NewLink link, OwnerToken? owner, string key, CancellationToken cancellationToken)
    {
        var now = Now();
        var urlError = rules.Check(link.Url, out var url);
        var aliasError = link.Alias is null ? null : LinkCode.Validate(link.Alias);
        LinkExpiry.TryParse(link.ExpiresAt, now, out var expiresAt, out var expiresError);
        if (url is null || aliasError is not null || expiresError is not null)
        {
            return new CreateLinkResult { UrlError = urlError, AliasError = aliasError, ExpiresError = expiresError };
        }

        owner ??= owners.Derive(key);
        var fingerprint = IdempotencyKey.Fingerprint(url, link.Alias, expiresAt);
        var attempts = link.Alias is null ? MaxCodeAttempts : 1;
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            var wished = new Link(0, link.Alias ?? LinkCode.Generate(), url, now, expiresAt);
            var result = await writer.AddAsync(wished, owner.Hash, key, fingerprint, cancellationToken);
            if (result.Outcome != AddLinkOutcome.CodeTaken)
            {
                return new CreateLinkResult { Link = result.Link, Owner = owner, IsKeyReused = result.Outcome == AddLinkOutcome.KeyReused };
            }
        }

        return link.Alias is not null
            ? new CreateLinkResult { AliasError = $"The alias '{link.Alias}' is taken. Choose another.", IsConflict = true }
            : throw new InvalidOperationException($"{MaxCodeAttempts} generated codes in a row were taken.");
    }

    public async Task<LinkLookup> FindAsync(string code, CancellationToken cancellationToken)
    {
        if (!LinkCode.IsWellFormed(code) || await store.FindAsync(code, cancellationToken) is not { } found)
        {
            return new(LinkState.NotFound);
        }

        var state = found.StateAt(Now());
        return new(state, state == LinkState.Deleted ? null : found.Link);
    }

    /// <returns>At most <paramref name="limit"/> links and, if there are older ones, the cursor of the next page.</returns>
    public async Task<(IReadOnlyList<Link> Links, string? Next)> ListAsync(
        OwnerToken owner, ulong? afterId, int limit, CancellationToken cancellationToken)
    {
        // One more than asked for tells whether there is a next page.
        var links = await store.ListAsync(owner.Hash, afterId, limit + 1, cancellationToken);
        if (links.Count <= limit)
        {
            return (links, null);
        }

        links.RemoveAt(limit);
        return (links, LinkCursor.Encode(links[^1].Id));
    }

    /// <returns>The clicks of each link, by its id; those without any are missing.</returns>
    public async Task<IReadOnlyDictionary<ulong, long>> CountClicksAsync(IReadOnlyList<Link> links, CancellationToken cancellationToken) =>
        links.Count == 0 ? new Dictionary<ulong, long>() : await store.CountClicksAsync(links, cancellationToken);

    public async Task<LinkDetails> GetDetailsAsync(string code, OwnerToken? reader, CancellationToken cancellationToken)
    {
        var now = Now();
        var today = DateOnly.FromDateTime(now);
        var since = today.AddDays(1 - ShownDays);
        var (found, clicks) = LinkCode.IsWellFormed(code)
            ? await store.FindWithClicksAsync(code, since, cancellationToken)
            : (null, ClickHistory.None);
        if (found is null || found.IsDeleted)
        {
            return new(found is null ? LinkState.NotFound : LinkState.Deleted, null, false, 0, []);
        }

        return found.IsOwnedBy(reader)
            ? new(found.StateAt(now), found.Link, true, clicks.Total, clicks.WithoutGaps(since, today))
            : new(found.StateAt(now), found.Link, false, 0, []);
    }

    /// <summary>Deletes a link. When this has ended, no server follows it any more.</summary>
    /// <exception cref="Foobar.MySql.MySqlUnavailableException">No primary has taken it in time.</exception>
    /// <exception cref="UnconfirmedDeletionException">It is deleted, but perhaps not everywhere yet: to be repeated.</exception>
    public async Task<DeleteLinkOutcome> DeleteAsync(string code, OwnerToken owner, CancellationToken cancellationToken) =>
        LinkCode.IsWellFormed(code) ? await deletion.DeleteAsync(code, owner, cancellationToken) : DeleteLinkOutcome.NotFound;

    // MySQL keeps microseconds; the answer now and a later read must agree.
    private DateTime Now()
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
