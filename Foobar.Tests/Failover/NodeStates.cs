using Foobar.Failover.Decisions;
using Foobar.Failover.Witness;
using Foobar.MySql.Replication;
using Foobar.MySql.Topology;

namespace Foobar.Tests.Failover;

/// <summary>A pair as it is seen when all is well, with mysql-1 as the primary; tests change what is not.</summary>
internal static class NodeStates
{
    public const string One = "mysql-1";
    public const string Two = "mysql-2";

    public static readonly Guid OneUuid = Guid.Parse("11111111-71ca-11e1-9e33-c80aa9429562");
    public static readonly Guid TwoUuid = Guid.Parse("22222222-71ca-11e1-9e33-c80aa9429562");

    private static readonly NodeAddress s_one = new("10.0.0.1", 3306);
    private static readonly NodeAddress s_two = new("10.0.0.2", 3306);

    public static GtidSet Ten { get; } = GtidSet.Parse($"{OneUuid}:1-10");

    public static HistoryEntry Entry { get; } = new(7, 3, ClusterMode.Paired, One);

    public static ClusterRecord Paired { get; } = new(7, 3, One, ClusterMode.Paired, OneUuid, Ten);

    public static ClusterRecord Alone { get; } = Paired with { Mode = ClusterMode.Alone };

    /// <summary>mysql-2 is about to take over from mysql-1.</summary>
    public static ClusterRecord Promoting { get; } = new(8, 4, Two, ClusterMode.Promoting, TwoUuid, Ten);

    public static NodeState OpenPrimary { get; } = new()
    {
        ServerUuid = OneUuid,
        Version = "9.7.4",
        IsReadOnly = false,
        IsSuperReadOnly = false,
        IsFenced = false,
        Executed = Ten,
        IsSemiSyncSourceEnabled = true,
        IsSemiSyncSourceActive = true,
        SemiSyncReplicas = 1,
        WaitingCommits = 0,
        IsSemiSyncReplicaEnabled = false,
        IsSemiSyncReplicaActive = false,
        History = Entry,
    };

    /// <summary>As a node boots.</summary>
    public static NodeState ClosedPrimary { get; } = OpenPrimary with
    {
        IsReadOnly = true,
        IsSuperReadOnly = true,
        IsSemiSyncSourceEnabled = false,
        IsSemiSyncSourceActive = false,
        SemiSyncReplicas = 0,
    };

    public static NodeState AsyncPrimary { get; } = OpenPrimary with { IsSemiSyncSourceEnabled = false, IsSemiSyncSourceActive = false };

    public static ReplicaStatus Status { get; } = new()
    {
        Source = s_one,
        SourceUuid = OneUuid,
        IsReceiving = true,
        IsReceiverStarted = true,
        IsApplying = true,
        Retrieved = Ten,
        Lag = TimeSpan.Zero,
        ReceiverError = "",
        ApplierError = "",
    };

    public static NodeState Replica { get; } = new()
    {
        ServerUuid = TwoUuid,
        Version = "9.7.4",
        IsReadOnly = true,
        IsSuperReadOnly = true,
        IsFenced = false,
        Executed = Ten,
        IsSemiSyncSourceEnabled = false,
        IsSemiSyncSourceActive = false,
        SemiSyncReplicas = 0,
        WaitingCommits = 0,
        IsSemiSyncReplicaEnabled = true,
        IsSemiSyncReplicaActive = true,
        History = Entry,
        Replica = Status,
    };

    /// <summary>A replica that has lost its source and says so.</summary>
    public static NodeState Orphan { get; } = Replica.With(Status with { IsReceiving = false, Lag = null, ReceiverError = "cannot connect" }) with { IsSemiSyncReplicaActive = false };

    /// <summary>As a replica boots: it knows its source and does nothing.</summary>
    public static NodeState BootedReplica { get; } = Orphan.With(Status with { IsReceiving = false, IsReceiverStarted = false, IsApplying = false, Lag = null }) with { IsSemiSyncReplicaEnabled = false };

    /// <summary>As a node boots that has never been used.</summary>
    public static NodeState Fresh { get; } = Replica with
    {
        Executed = GtidSet.Empty,
        IsSemiSyncReplicaEnabled = false,
        IsSemiSyncReplicaActive = false,
        History = null,
        Replica = null,
    };

    public static NodeSight Sight1(NodeState? state) => Sight(One, s_one, state);

    public static NodeSight Sight2(NodeState? state) => Sight(Two, s_two, state);

    /// <summary>A node that has not answered for a time.</summary>
    public static NodeSight Silent(this NodeSight sight, double seconds) =>
        sight with { State = null, Error = "does not answer", Silent = TimeSpan.FromSeconds(seconds) };

    public static NodeState With(this NodeState state, ReplicaStatus status) => state with { Replica = status };

    /// <summary>A node that has committed these and has nothing in its relay log.</summary>
    public static NodeState Holding(this NodeState state, string gtids) => state with
    {
        Executed = GtidSet.Parse(gtids),
        Replica = state.Replica is { } status ? status with { Retrieved = GtidSet.Empty } : null,
    };

    private static NodeSight Sight(string name, NodeAddress address, NodeState? state) =>
        new() { Name = name, PeerAddress = address, State = state, Error = state is null ? "does not answer" : null };
}
