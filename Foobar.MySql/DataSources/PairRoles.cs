namespace Foobar.MySql;

/// <summary>Who does what in a pair, as its clients see it.</summary>
/// <param name="Primary">The node that takes writes, or <see langword="null"/> while none is known to.</param>
/// <param name="Replica">The other node, if it takes reads.</param>
/// <param name="Term">The number of the primary's reign, 0 if there is no primary or it has no term.</param>
/// <param name="Lag">
/// How far the replica is behind, to about half a second; <see langword="null"/> when unknown, as it is without a primary.
/// </param>
public sealed record PairRoles(string? Primary, string? Replica, ulong Term, TimeSpan? Lag)
{
    /// <summary>What is known before any node has answered: nothing.</summary>
    public static PairRoles None { get; } = new(null, null, 0, null);

    internal bool HasSameNodes(PairRoles other) => Primary == other.Primary && Replica == other.Replica && Term == other.Term;
}
