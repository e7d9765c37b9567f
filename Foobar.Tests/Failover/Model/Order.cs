using Foobar.Failover.Witness;
using Foobar.MySql.Replication;

namespace Foobar.Tests.Failover.Model;

internal enum OrderKind
{
    Record,
    SemiSyncOn,
    SemiSyncOff,
    Insert,
    OpenPaired,
    OpenAlone,
    CloseIfIdle,
    Offline,
    Online,
    AcknowledgeOn,
    Configure,
    StartReceiver,
    StopReceiver,
    Forget,
    Wipe,
    Copy,
}

/// <summary>One statement that cannot be half done, of the several that a step consists of.</summary>
internal sealed record Order(OrderKind Kind, int Node, ClusterRecord? Record = null, HistoryEntry? Row = null)
{
    public override string ToString() => $"{Kind}{Node}{Record?.Version}{Record?.Mode}{Row?.Version}";
}
