using Foobar.Failover.Witness;
using Foobar.MySql.Replication;
using Foobar.MySql.Topology;

namespace Foobar.Failover.Decisions;

/// <summary>The nodes in the roles that the record gives them, and what can be said of them.</summary>
internal sealed class RecordedPair(Situation situation, ClusterRecord record)
{
    public ClusterRecord Record => record;

    public TimeSpan SinceRecord => situation.SinceRecord;

    public FailoverPolicy Policy => situation.Policy;

    /// <summary>The node that the record names.</summary>
    public NodeSight Primary { get; } = situation.Nodes.Single(node => node.Name == record.Primary);

    public NodeSight Other { get; } = situation.Nodes.Single(node => node.Name != record.Primary);

    public bool IsSwitchoverWanted => situation.Switchover == Other.Name;

    public bool IsRejoinWanted => situation.Rejoin == Other.Name;

    public bool IsPrimaryOpen => Primary.State is { IsClosed: false };

    /// <summary>Whether the other node is closed and receives from the primary, or tries to, in order to acknowledge.</summary>
    public bool OtherReceives =>
        Other.State is { IsSuperReadOnly: true, IsSemiSyncReplicaEnabled: true, Replica: { IsReceiverStarted: true } replica } other
        && replica.Source == Primary.PeerAddress
        && (other.IsSemiSyncReplicaActive || !replica.IsReceiving);

    /// <summary>Whether nothing is left to do for it to be a replica.</summary>
    public bool OtherFollows =>
        OtherReceives && Other.State is { IsSemiSyncSourceEnabled: false, Replica.IsApplying: true };

    /// <summary>Whether the other node is connected to the primary and acknowledges what it receives. It need not apply it yet.</summary>
    public bool OtherAcknowledges =>
        OtherReceives
        && Other.State is { IsSemiSyncReplicaActive: true, Replica.IsReceiving: true }
        && Primary.State is { SemiSyncReplicas: > 0 };

    /// <summary>Whether a node still has all that was certain when the record was made.</summary>
    public bool Holds(NodeSight node) => node.State is { } state && state.Held.Contains(record.Held);

    /// <summary>
    /// Whether the primary lacks what it must have: it is another server, or an older state of the same. While it is closed,
    /// the other node cannot hold anything of its making that it lacks.
    /// </summary>
    public bool HasPrimaryLostData(NodeState primary) =>
        primary.ServerUuid != record.ServerUuid
        || !primary.Held.Contains(record.Held)
        || (primary.IsClosed && Other.State is { } other && !other.Held.Except(primary.Held).OfSource(record.ServerUuid).IsEmpty);

    /// <summary>What the other node holds and the primary lacks. What the primary has under way does not count.</summary>
    public GtidSet ErrantOfOther(NodeState primary)
    {
        var errant = Other.State!.Held.Except(primary.Held);
        return primary.IsClosed ? errant : errant.WithoutSource(primary.ServerUuid);
    }

    /// <summary>The same primary in another mode.</summary>
    public ClusterRecord Next(ClusterMode mode, NodeState primary, ulong? version = null) => record with
    {
        Version = version ?? NextVersion,
        Mode = mode,
        ServerUuid = primary.ServerUuid,
        Held = mode == ClusterMode.Paired ? Other.State!.Executed : primary.Executed,
    };

    /// <summary>The same record under a newer version.</summary>
    public ClusterRecord Renew() => record with { Version = NextVersion };

    /// <summary>Makes the other node the primary.</summary>
    public Decision Promote(string reason) => new(FailoverStep.Promote, Other.Name, reason, record with
    {
        Version = NextVersion,
        Term = record.Term + 1,
        Primary = Other.Name,
        Mode = ClusterMode.Promoting,
        ServerUuid = Other.State!.ServerUuid,
        Held = Other.State.Held,
    });

    public Decision RunAlone(NodeState primary, string reason) =>
        new(FailoverStep.Record, Primary.Name, reason, Next(ClusterMode.Alone, primary));

    private ulong NextVersion => 1 + situation.Nodes.Select(node => node.State?.History?.Version ?? 0).Append(record.Version).Max();
}
