using System.Diagnostics.CodeAnalysis;
using Foobar.MySql.Replication;

namespace Foobar.MySql;

/// <summary>
/// The last transaction that a client has seen committed. A read that is given it is answered by a node that has it too.
/// </summary>
/// <remarks>
/// It is the primary's newest GTID at the commit, <c>uuid:N</c>: a replica commits in its source's order, so a node that has
/// it has everything before it. It is no secret, but a client could make reads slow with one of its own: sign it before it
/// leaves the server.
/// </remarks>
public sealed class ConsistencyToken : IEquatable<ConsistencyToken>
{
    // A pair writes one, rarely a few: more is not a token of ours.
    private const int MaxLength = 1000;

    internal ConsistencyToken(GtidSet gtids) => Gtids = gtids;

    internal GtidSet Gtids { get; }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">The text.</param>
    /// <param name="token">The token, or <see langword="null"/> if the text is none.</param>
    /// <returns>Whether the text is a token.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ConsistencyToken? token)
    {
        token = null;
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
        {
            return false;
        }

        try
        {
            token = new ConsistencyToken(GtidSet.Parse(text));
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>The newest transaction of each origin that matters, from all that the primary has executed.</summary>
    /// <param name="executed">The primary's <c>gtid_executed</c> after the commit.</param>
    /// <param name="primary">The primary's <c>server_uuid</c>.</param>
    internal static ConsistencyToken From(GtidSet executed, Guid primary)
    {
        // Its own comes after all that it took over from the primary before. Without one, all origins have to do.
        var own = executed.OfSource(primary);
        return new((own.IsEmpty ? executed : own).Newest());
    }

    /// <inheritdoc/>
    public bool Equals(ConsistencyToken? other) => other is not null && Gtids.Equals(other.Gtids);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ConsistencyToken);

    /// <inheritdoc/>
    public override int GetHashCode() => Gtids.GetHashCode();

    /// <summary>The token as text: a GTID set in MySQL's notation.</summary>
    public override string ToString() => Gtids.ToString();
}
