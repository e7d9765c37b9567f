namespace Foobar.MySql;

/// <summary>Who does what, from one look at each node: pure.</summary>
internal static class RoleDecision
{
    /// <summary>
    /// The primary is the writable node with the highest term. A node that was frozen or cut off during a failover claims to
    /// be one for a while, and its lower term gives it away; with equal terms nobody knows, so there is none.
    /// </summary>
    /// <param name="first">One node.</param>
    /// <param name="second">The other.</param>
    /// <param name="knownTerm">The highest term that any primary has had: whoever claims less was deposed.</param>
    public static PairRoles Decide(NodeLook first, NodeLook second, ulong knownTerm)
    {
        var primary = FindPrimary(first, second, knownTerm);
        if (primary?.Answer is not { } answer)
        {
            return new(null, FindNewest(first, second)?.Name, 0, null);
        }

        var other = primary == first ? second : first;

        // A primary that was deposed has not heard of the new term, and how far it is behind nobody can say.
        return other.Answer is { } replica
            ? new(primary.Name, other.Name, answer.Term, other.IsWritable || replica.Term < answer.Term ? null : LagOf(replica))
            : new(primary.Name, null, answer.Term, null);
    }

    private static NodeLook? FindPrimary(NodeLook first, NodeLook second, ulong knownTerm)
    {
        NodeLook[] claims = [.. new[] { first, second }
            .Where(node => node.IsWritable && node.Answer!.Term >= knownTerm)
            .OrderByDescending(node => node.Answer!.Term)];
        return claims.Length switch
        {
            1 => claims[0],
            2 when claims[0].Answer!.Term > claims[1].Answer!.Term => claims[0],
            _ => null,
        };
    }

    // Without a primary either node may have the latest; the data says which.
    private static NodeLook? FindNewest(NodeLook first, NodeLook second) =>
        new[] { first, second }
            .Where(node => node.Answer is not null)
            .OrderByDescending(node => node.Answer!.Term)
            .ThenByDescending(node => node.Answer!.Beat)
            .FirstOrDefault();

    private static TimeSpan? LagOf(NodeAnswer replica)
    {
        var lag = replica.PeerBeat - replica.Beat;
        return lag < TimeSpan.Zero ? TimeSpan.Zero : lag;
    }
}
