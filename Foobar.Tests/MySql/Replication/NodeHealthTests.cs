using Foobar.MySql.Replication;
using static Foobar.Tests.MySql.Replication.NodeStates;

namespace Foobar.Tests.MySql.Replication;

public class NodeHealthTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    public static TheoryData<string, NodeObservation, bool, string> Primaries => new()
    {
        { "open and acknowledged", OpenPrimary.AsPrimary(), true, "writable, 1 replica acknowledges each commit" },
        { "silent", Silent("mysql-primary"), false, "does not answer" },
        { "read-only", ClosedPrimary.AsPrimary(), false, "read-only: not opened yet" },
        { "asynchronous", (OpenPrimary with { IsSemiSyncSourceEnabled = false }).AsPrimary(), false, "writable, but its commits wait for no acknowledgement" },
        { "alone", (OpenPrimary with { SemiSyncReplicas = 0 }).AsPrimary(), false, "writes wait: no replica acknowledges them" },
        { "fallen back", (OpenPrimary with { IsSemiSyncSourceActive = false }).AsPrimary(), false, "semi-synchronous replication is on but not active" },
    };

    public static TheoryData<string, NodeObservation, bool, string> Replicas => new()
    {
        { "following", FollowingReplica.AsReplica(), true, "follows 127.0.0.1:3306, lag 0 s" },
        { "at the limit", Replica(Following with { Lag = s_limit }), true, "follows 127.0.0.1:3306, lag 10 s" },
        { "beyond the limit", Replica(Following with { Lag = TimeSpan.FromSeconds(11) }), false, "lag 11 s is above the limit of 10 s" },
        { "silent", Silent("mysql-replica"), false, "does not answer" },
        { "writable", (FollowingReplica with { IsSuperReadOnly = false }).AsReplica(), false, "takes writes although it is the replica" },
        { "without a source", FreshReplica.AsReplica(), false, "follows no source yet" },
        { "applier stopped", Replica(Following with { IsApplying = false, ApplierError = "duplicate key", Lag = null }), false, "the applier has stopped: duplicate key" },
        { "receiver stopped", Replica(Following with { IsReceiving = false, ReceiverError = "refused", Lag = null }), false, "not connected to 127.0.0.1:3306: refused" },
        { "lag unknown", Replica(Following with { Lag = null }), false, "lag unknown" },
    };

    [Theory]
    [MemberData(nameof(Primaries))]
    public void OfPrimary_State_HasVerdictAndReason(string state, NodeObservation node, bool healthy, string reason)
    {
        Assert.NotEmpty(state);
        Assert.Equal(new NodeHealth(healthy, reason), NodeHealth.OfPrimary(node));
    }

    [Theory]
    [MemberData(nameof(Replicas))]
    public void OfReplica_State_HasVerdictAndReason(string state, NodeObservation node, bool healthy, string reason)
    {
        Assert.NotEmpty(state);
        Assert.Equal(new NodeHealth(healthy, reason), NodeHealth.OfReplica(node, s_limit));
    }

    private static NodeObservation Replica(ReplicaStatus status) => (FollowingReplica with { Replica = status }).AsReplica();
}
