using Foobar.MySql.Replication;
using Foobar.MySql.Topology;

namespace Foobar.Tests.Failover.Model;

/// <summary>Where a search starts.</summary>
internal static class Start
{
    /// <summary>Two nodes that have never been used.</summary>
    public static World Fresh { get; } = new();

    /// <summary>An open primary and its replica, in their first term.</summary>
    public static World Paired { get; } = CreatePaired();

    private static World CreatePaired()
    {
        var entry = new HistoryEntry(2, 1, ClusterMode.Paired, World.Names[0]);
        var row = new Transaction(0, 1, -1, entry);
        return new()
        {
            Record = new(entry.Version, entry.Term, entry.Primary, entry.Mode, Transaction.ServerOf(0), GtidSet.Parse(row.Gtid)),
            Nodes =
            [
                new(0) { Log = [row], IsReadOnly = false, IsSource = true },
                new(1) { Log = [row], HasSource = true, IsReceiving = true, Acknowledges = true },
            ],
        };
    }
}
