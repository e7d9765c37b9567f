using Foobar.MySql.Replication;
using Foobar.MySql.Topology;

namespace Foobar.Failover.Witness;

/// <summary>
/// What the manager knows for certain about a pair and keeps outside both nodes: with it, and never without, one node alone
/// can be told to be the right one.
/// </summary>
/// <param name="Version">Grows with each record.</param>
/// <param name="Term">Grows with each change of the primary.</param>
/// <param name="Primary">The name of the node that is, or becomes, the primary.</param>
/// <param name="Mode">How the primary commits.</param>
/// <param name="ServerUuid">The primary's identity then: a node of another one has lost its data since.</param>
/// <param name="Held">What was known then to be on every node that may be opened: one that lacks any of it has lost data since.</param>
internal sealed record ClusterRecord(
    ulong Version, ulong Term, string Primary, ClusterMode Mode, Guid ServerUuid, GtidSet Held)
{
    /// <summary>The row that tells the record to whoever reads the database.</summary>
    public HistoryEntry ToHistory() => new(Version, Term, Mode, Primary);
}
