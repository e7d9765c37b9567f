using Foobar.MySql.Replication;

namespace Foobar.Tests.MySql.Replication;

/// <summary>Nodes as they are seen when all is well; tests change what is not.</summary>
internal static class NodeStates
{
    public static readonly Guid PrimaryUuid = Guid.Parse("11111111-71ca-11e1-9e33-c80aa9429562");
    public static readonly Guid ReplicaUuid = Guid.Parse("22222222-71ca-11e1-9e33-c80aa9429562");
    public static readonly NodeAddress Source = new("127.0.0.1", 3306);

    public static NodeState OpenPrimary { get; } = new()
    {
        ServerUuid = PrimaryUuid,
        Version = "9.7.4",
        IsReadOnly = false,
        IsSuperReadOnly = false,
        Executed = GtidSet.Parse($"{PrimaryUuid}:1-10"),
        IsSemiSyncSourceEnabled = true,
        IsSemiSyncSourceActive = true,
        SemiSyncReplicas = 1,
        IsSemiSyncReplicaEnabled = false,
        IsSemiSyncReplicaActive = false,
    };

    public static NodeState ClosedPrimary { get; } = OpenPrimary with { IsReadOnly = true, IsSuperReadOnly = true };

    public static ReplicaStatus Following { get; } = new()
    {
        Source = Source,
        SourceUuid = PrimaryUuid,
        IsReceiving = true,
        IsReceiverStarted = true,
        IsApplying = true,
        Retrieved = GtidSet.Parse($"{PrimaryUuid}:1-10"),
        Lag = TimeSpan.Zero,
        ReceiverError = "",
        ApplierError = "",
    };

    public static NodeState FollowingReplica { get; } = new()
    {
        ServerUuid = ReplicaUuid,
        Version = "9.7.4",
        IsReadOnly = true,
        IsSuperReadOnly = true,
        Executed = GtidSet.Parse($"{PrimaryUuid}:1-10"),
        IsSemiSyncSourceEnabled = false,
        IsSemiSyncSourceActive = false,
        SemiSyncReplicas = 0,
        IsSemiSyncReplicaEnabled = true,
        IsSemiSyncReplicaActive = true,
        Replica = Following,
    };

    public static NodeState FreshReplica { get; } = FollowingReplica with
    {
        Executed = GtidSet.Empty,
        IsSemiSyncReplicaEnabled = false,
        IsSemiSyncReplicaActive = false,
        Replica = null,
    };

    public static NodeObservation AsPrimary(this NodeState state) => new("mysql-primary", state, null);

    public static NodeObservation AsReplica(this NodeState state) => new("mysql-replica", state, null);

    public static NodeObservation Silent(string name) => new(name, null, "does not answer");
}
