using Foobar.MySql.Topology;

namespace Foobar.MySql.Replication;

/// <summary>A row of the history of terms (<see cref="FailoverSchema.History"/>).</summary>
/// <param name="Version">The manager's version number, which grows with each row.</param>
/// <param name="Term">The number of the primary's reign.</param>
/// <param name="Mode">How the primary commits.</param>
/// <param name="Primary">The name of the primary.</param>
public sealed record HistoryEntry(ulong Version, ulong Term, ClusterMode Mode, string Primary);
