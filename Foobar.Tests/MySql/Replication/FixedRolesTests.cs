using Foobar.MySql.Replication;
using static Foobar.Tests.MySql.Replication.NodeStates;

namespace Foobar.Tests.MySql.Replication;

public class FixedRolesTests
{
    private static readonly NodeState s_bootedPrimary = ClosedPrimary with
    {
        IsSemiSyncSourceEnabled = false,
        IsSemiSyncSourceActive = false,
        SemiSyncReplicas = 0,
    };

    private static readonly NodeState s_preparedPrimary = s_bootedPrimary with { IsSemiSyncSourceEnabled = true, IsSemiSyncSourceActive = true };

    private static readonly NodeState s_bootedReplica = FollowingReplica with
    {
        IsSemiSyncReplicaEnabled = false,
        IsSemiSyncReplicaActive = false,
        Replica = Following with { IsReceiverStarted = false, IsReceiving = false, IsApplying = false, Lag = null },
    };

    public static TheoryData<string, NodeObservation, NodeObservation, FixedRolesStep, string> Pairs => new()
    {
        { "all well", OpenPrimary.AsPrimary(), FollowingReplica.AsReplica(), FixedRolesStep.None, "paired" },
        { "first boot", Fresh(s_bootedPrimary).AsPrimary(), FreshReplica.AsReplica(), FixedRolesStep.EnableSemiSync, "has to wait for acknowledgements" },
        { "first boot, acknowledgements asked for", Fresh(s_preparedPrimary).AsPrimary(), FreshReplica.AsReplica(), FixedRolesStep.Follow, "does not follow" },
        { "connecting", s_preparedPrimary.AsPrimary(), Connecting("").AsReplica(), FixedRolesStep.Wait, "mysql-replica is connecting to mysql-primary" },
        { "connecting in vain", s_preparedPrimary.AsPrimary(), Connecting("refused").AsReplica(), FixedRolesStep.Wait, "cannot connect to mysql-primary: refused" },
        { "acknowledging", ClosedPrimary.AsPrimary(), FollowingReplica.AsReplica(), FixedRolesStep.Open, "acknowledges" },
        { "acknowledging, but switched off", (ClosedPrimary with { IsSemiSyncSourceActive = false }).AsPrimary(), FollowingReplica.AsReplica(), FixedRolesStep.Wait, "is connecting" },

        { "primary silent", Silent("mysql-primary"), FollowingReplica.AsReplica(), FixedRolesStep.Wait, "mysql-primary does not answer" },
        { "replica silent", OpenPrimary.AsPrimary(), Silent("mysql-replica"), FixedRolesStep.Wait, "mysql-replica does not answer" },
        { "replica silent, primary closed", s_preparedPrimary.AsPrimary(), Silent("mysql-replica"), FixedRolesStep.Wait, "mysql-replica does not answer" },
        { "primary open without acknowledgements", (OpenPrimary with { IsSemiSyncSourceEnabled = false }).AsPrimary(), FollowingReplica.AsReplica(), FixedRolesStep.EnableSemiSync, "has to wait" },

        { "replica restarted", OpenPrimary.AsPrimary(), s_bootedReplica.AsReplica(), FixedRolesStep.Follow, "does not follow" },
        { "primary restarted", s_bootedPrimary.AsPrimary(), FollowingReplica.AsReplica(), FixedRolesStep.EnableSemiSync, "has to wait" },
        { "primary has moved", OpenPrimary.AsPrimary(), Replica(Following with { Source = new("127.0.0.1", 9999) }).AsReplica(), FixedRolesStep.Follow, "does not follow 127.0.0.1:3306" },
        { "applier stopped", OpenPrimary.AsPrimary(), Replica(Following with { IsApplying = false }).AsReplica(), FixedRolesStep.Follow, "does not follow" },
        { "applier stopped by an error", OpenPrimary.AsPrimary(), Replica(Following with { IsApplying = false, ApplierError = "Error 1062" }).AsReplica(), FixedRolesStep.Follow, "with acknowledgements: Error 1062" },
        { "receiver stopped by an error", OpenPrimary.AsPrimary(), Replica(Following with { IsReceiving = false, IsReceiverStarted = false, ReceiverError = "error 1236" }).AsReplica(), FixedRolesStep.Follow, "with acknowledgements: error 1236" },
        { "connected without acknowledging", OpenPrimary.AsPrimary(), (FollowingReplica with { IsSemiSyncReplicaActive = false }).AsReplica(), FixedRolesStep.Follow, "with acknowledgements" },
        { "replica writable", OpenPrimary.AsPrimary(), (FollowingReplica with { IsSuperReadOnly = false }).AsReplica(), FixedRolesStep.Follow, "does not follow" },

        { "primary is a replica", (ClosedPrimary with { Replica = Following }).AsPrimary(), FollowingReplica.AsReplica(), FixedRolesStep.Refuse, "is set up as a replica of" },
        { "same server twice", OpenPrimary.AsPrimary(), (FollowingReplica with { ServerUuid = PrimaryUuid }).AsReplica(), FixedRolesStep.Refuse, "same server_uuid" },
        { "replica written to", ClosedPrimary.AsPrimary(), Holding($"{PrimaryUuid}:1-10,{ReplicaUuid}:1").AsReplica(), FixedRolesStep.Refuse, "1 transactions that mysql-primary lacks" },
        { "replica written to, primary open", OpenPrimary.AsPrimary(), Holding($"{PrimaryUuid}:1-10,{ReplicaUuid}:1").AsReplica(), FixedRolesStep.Refuse, "diverged" },
        { "primary has lost data", s_preparedPrimary.AsPrimary(), Holding($"{PrimaryUuid}:1-12").AsReplica(), FixedRolesStep.Refuse, $"2 transactions that mysql-primary lacks ({PrimaryUuid}:11-12)" },
        { "primary has lost all data", Fresh(s_preparedPrimary).AsPrimary(), FollowingReplica.AsReplica(), FixedRolesStep.Refuse, "10 transactions" },
        { "received but not applied is held too", s_preparedPrimary.AsPrimary(), Replica(Following with { Retrieved = GtidSet.Parse($"{PrimaryUuid}:1-11") }).AsReplica(), FixedRolesStep.Refuse, $"({PrimaryUuid}:11)" },
        { "a commit awaits its acknowledgement", OpenPrimary.AsPrimary(), Holding($"{PrimaryUuid}:1-11").AsReplica(), FixedRolesStep.None, "paired" },
        { "replica is behind", OpenPrimary.AsPrimary(), Holding($"{PrimaryUuid}:1-3").AsReplica(), FixedRolesStep.None, "paired" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Decide_Pair_TakesTheOneNextStep(string pair, NodeObservation primary, NodeObservation replica, FixedRolesStep step, string reason)
    {
        var decision = FixedRoles.Decide(primary, replica, Source);

        Assert.True(step == decision.Step, $"{pair}: {decision}");
        Assert.Contains(reason, decision.Reason);
    }

    private static NodeState Fresh(NodeState state) => state with { Executed = GtidSet.Empty };

    private static NodeState Replica(ReplicaStatus status) => FollowingReplica with { Replica = status };

    private static NodeState Holding(string gtids) => FollowingReplica with
    {
        Executed = GtidSet.Parse(gtids),
        Replica = Following with { Retrieved = GtidSet.Empty },
    };

    private static NodeState Connecting(string error) => FollowingReplica with
    {
        IsSemiSyncReplicaActive = false,
        Replica = Following with { IsReceiving = false, Lag = null, ReceiverError = error },
    };
}
