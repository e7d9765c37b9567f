using Foobar.MySql;

namespace Foobar.Web.Links.Following;

/// <param name="State">What the code stands for.</param>
/// <param name="Link">The link, if it can be followed.</param>
/// <param name="Node">The database node that answered, or null if none did.</param>
internal readonly record struct FollowResult(LinkState State, FollowedLink? Link = null, string? Node = null);

/// <summary>Finds where a link leads: by one read of the replica, or from memory while no database answers.</summary>
internal sealed class LinkFollower(ReplicatedMySql mysql, LinkReader reader, LinkCache cache, DeletionLog deletions, TimeProvider time)
{
    /// <param name="code">A code that is well formed.</param>
    /// <param name="token">What the reader has written.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <exception cref="MySqlUnavailableException">No database answers, and nothing is known of the link.</exception>
    public async ValueTask<FollowResult> FindAsync(string code, ConsistencyToken? token, CancellationToken cancellationToken)
    {
        // Nobody to ask, so nobody to wait for.
        if (mysql.Roles is { Primary: null, Replica: null } && cache.FindWithoutDatabase(code) is { } known)
        {
            return Judge(known, node: null);
        }

        try
        {
            var (node, link, isDeleted) = await reader.ReadAsync(code, token, cancellationToken);
            if (link is null)
            {
                return new(LinkState.NotFound, Node: node);
            }

            // The replica may not have heard of it yet.
            if (isDeleted || deletions.Contains(code))
            {
                return new(LinkState.Deleted, Node: node);
            }

            cache.Add(link);
            return Judge(link, node);
        }
        catch (MySqlUnavailableException) when (cache.FindWithoutDatabase(code) is { } copy)
        {
            return Judge(copy, node: null);
        }
    }

    private FollowResult Judge(FollowedLink link, string? node) =>
        link.IsExpiredAt(time.GetUtcNow().UtcDateTime) ? new(LinkState.Expired, Node: node) : new(LinkState.Found, link, node);
}
