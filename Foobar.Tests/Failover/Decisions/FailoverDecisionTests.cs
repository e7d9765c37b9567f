using Foobar.Failover.Decisions;
using Foobar.MySql.Replication;
using Foobar.MySql.Topology;
using static Foobar.Tests.Failover.Decisions.Case;
using static Foobar.Tests.Failover.NodeStates;

namespace Foobar.Tests.Failover.Decisions;

/// <summary>The decision table: each row is a topology as it is seen at one moment.</summary>
public sealed class FailoverDecisionTests
{
    private static readonly NodeState s_oldPrimary = OpenPrimary with { IsReadOnly = true, IsSuperReadOnly = true, IsSemiSyncSourceEnabled = false, IsSemiSyncSourceActive = false, SemiSyncReplicas = 0 };
    private static readonly NodeState s_newPrimary = Replica with { Replica = null, IsSemiSyncReplicaEnabled = false, IsSemiSyncReplicaActive = false };
    private static readonly NodeState s_detached = Orphan.With(Status with { IsReceiving = false, IsReceiverStarted = false });

    private static readonly Case[] s_cases =
    [
        // Paired and open.
        new("all is well", Paired, S1(OpenPrimary), S2(Replica), FailoverStep.None, One, "acknowledges"),
        new("primary killed", Paired, Gone1() with { IsRefused = true, Silent = TimeSpan.FromSeconds(0.3) }, S2(Orphan), FailoverStep.Promote, Two, "mysql-2 has lost it too"),
        new("primary killed a moment ago", Paired, Gone1(0.2), S2(Orphan), FailoverStep.Wait, One, "does not answer"),
        new("primary frozen", Paired, Gone1(0.7), S2(Orphan), FailoverStep.Promote, Two, "mysql-1 does not answer"),
        new("primary frozen, the replica has not noticed", Paired, Gone1(0.7), S2(Replica), FailoverStep.Wait, One, "only this manager is cut off"),
        new("primary thawed after the replica took over", Promoting with { Mode = ClusterMode.Alone }, S1(OpenPrimary with { SemiSyncReplicas = 0 }), S2(s_newPrimary with { IsReadOnly = false, IsSuperReadOnly = false }), FailoverStep.Fence, One, "is not the primary"),
        new("primary wedged", Paired, S1(OpenPrimary) with { BeatPending = TimeSpan.FromSeconds(3) }, S2(Replica), FailoverStep.Promote, Two, "has not committed for 3 s"),
        new("primary slow", Paired, S1(OpenPrimary) with { BeatPending = TimeSpan.FromSeconds(2) }, S2(Replica), FailoverStep.None, One, ""),
        new("primary waits for the replica and is not wedged", Paired, S1(OpenPrimary with { WaitingCommits = 3 }) with { BeatPending = TimeSpan.FromSeconds(9), Unacknowledged = TimeSpan.FromSeconds(1) }, S2(Replica), FailoverStep.None, One, ""),
        new("primary wedged and the replica gone", Paired, S1(OpenPrimary) with { BeatPending = TimeSpan.FromSeconds(9) }, Gone2(), FailoverStep.Wait, Two, "does not answer"),
        new("primary isolated from the manager only", Paired, Gone1(), S2(Replica), FailoverStep.Wait, One, "only this manager is cut off"),
        new("primary isolated from the replica only", Paired, S1(OpenPrimary with { SemiSyncReplicas = 0 }) with { Unacknowledged = TimeSpan.FromSeconds(1.5) }, S2(Orphan), FailoverStep.Record, One, "runs alone"),
        new("primary isolated from the replica a moment ago", Paired, S1(OpenPrimary with { SemiSyncReplicas = 0 }) with { Unacknowledged = TimeSpan.FromSeconds(1) }, S2(Orphan), FailoverStep.Wait, Two, "cannot connect"),
        new("primary isolated from both", Paired, Gone1(), S2(Orphan), FailoverStep.Promote, Two, ""),
        new("manager isolated from the replica only", Paired, S1(OpenPrimary), Gone2(), FailoverStep.Wait, Two, "does not answer"),
        new("primary shuts down and serves its replica to the last", Paired, Gone1(1) with { IsRefused = true }, S2(Replica), FailoverStep.Promote, Two, "it shuts down"),
        new("restart: the primary's address refuses, it was never seen", Paired, Gone1(3) with { IsRefused = true, WasSeen = false }, S2(Replica), FailoverStep.Wait, One, "does not answer"),
        new("manager isolated from both", Paired, Gone1(), Gone2(), FailoverStep.Wait, One, "and mysql-2 does not answer"),
        new("replica killed", Paired, S1(OpenPrimary with { SemiSyncReplicas = 0 }) with { Unacknowledged = TimeSpan.FromSeconds(1.5) }, Gone2(), FailoverStep.Record, One, "runs alone"),
        new("replica frozen", Paired, S1(OpenPrimary with { WaitingCommits = 2 }) with { Unacknowledged = TimeSpan.FromSeconds(1.5) }, Gone2(1), FailoverStep.Record, One, "runs alone"),
        new("replica lagging", Paired, S1(OpenPrimary), S2(Replica.With(Status with { Lag = TimeSpan.FromMinutes(5) })), FailoverStep.None, One, ""),
        new("replica's receiver stopped by somebody", Paired, S1(OpenPrimary), S2(Orphan.With(Status with { IsReceiving = false, IsReceiverStarted = false })), FailoverStep.Receive, Two, "has to receive"),
        new("replica's receiver stopped, then the primary gone: it is no witness", Paired, Gone1(), S2(Orphan.With(Status with { IsReceiving = false, IsReceiverStarted = false })), FailoverStep.Receive, Two, "has to receive"),
        new("replica's applier stopped by an error", Paired, S1(OpenPrimary), S2(Replica.With(Status with { IsApplying = false, ApplierError = "duplicate key" })), FailoverStep.Follow, Two, "duplicate key"),
        new("replica's applier stopped by an error for long", Paired, S1(OpenPrimary), S2(Replica.With(Status with { IsApplying = false, ApplierError = "duplicate key" })) with { NotReplicating = TimeSpan.FromSeconds(10) }, FailoverStep.Record, One, "cannot apply"),
        new("replica does not acknowledge", Paired, S1(OpenPrimary), S2(Replica with { IsSemiSyncReplicaActive = false }), FailoverStep.Receive, Two, "and acknowledge"),
        new("replica written to by somebody", Paired, S1(OpenPrimary), S2(Replica.Holding($"{OneUuid}:1-10,{TwoUuid}:1")), FailoverStep.Record, One, "1 transactions that mysql-1 lacks"),
        new("replica opened by somebody", Paired, S1(OpenPrimary), S2(Replica with { IsReadOnly = false, IsSuperReadOnly = false }), FailoverStep.Fence, Two, "takes writes"),
        new("replica left fenced", Paired, S1(OpenPrimary), S2(Replica with { IsFenced = true }), FailoverStep.Unfence, Two, "read from again"),
        new("replica holds a commit under way", Paired, S1(OpenPrimary), S2(Replica.Holding($"{OneUuid}:1-11")), FailoverStep.None, One, ""),
        new("replica moved to another address", Paired, S1(OpenPrimary), S2(Replica.With(Status with { Source = new("10.0.0.9", 3306) })), FailoverStep.StopReceiver, Two, "has to follow mysql-1"),
        new("acknowledgements switched off by somebody", Paired, S1(AsyncPrimary), S2(Replica), FailoverStep.Record, One, "by somebody else"),
        new("the history is behind the record", Paired with { Version = 9 }, S1(OpenPrimary), S2(Replica), FailoverStep.WriteHistory, One, "term 3"),
        new("the history has a mark of a pairing given up", Paired with { Version = 6 }, S1(OpenPrimary), S2(Replica), FailoverStep.Record, One, "earlier attempt"),

        // Paired and closed: the primary was restarted, or everything was.
        new("primary back at once, the replica connects", Paired, S1(ClosedPrimary), S2(Orphan), FailoverStep.EnableSemiSync, One, "has to wait"),
        new("primary back, the replica not connected yet", Paired, S1(ClosedPrimary with { IsSemiSyncSourceEnabled = true }), S2(Orphan), FailoverStep.Wait, Two, "connects to mysql-1"),
        new("primary back, the replica acknowledges", Paired, S1(OpenPrimary with { IsReadOnly = true }), S2(Replica), FailoverStep.Open, One, "acknowledges"),
        new("both restarted", Paired, S1(ClosedPrimary with { IsSemiSyncSourceEnabled = true }), S2(BootedReplica), FailoverStep.Receive, Two, "has to receive"),
        new("restart: the primary first", Paired, S1(ClosedPrimary with { IsSemiSyncSourceEnabled = true }), Gone2(3) with { WasSeen = false }, FailoverStep.Wait, Two, "does not answer"),
        new("restart: the primary first, the replica never", Paired, S1(ClosedPrimary with { IsSemiSyncSourceEnabled = true }), Gone2(5) with { WasSeen = false }, FailoverStep.Record, One, "run alone"),
        new("restart: the replica first", Paired, Gone1(3) with { WasSeen = false }, S2(BootedReplica), FailoverStep.Wait, One, "does not answer"),
        new("restart: the replica first, it has to testify", Paired, Gone1(5) with { WasSeen = false }, S2(BootedReplica), FailoverStep.Receive, Two, "has to receive"),
        new("restart: the replica first, the primary never", Paired, Gone1(5) with { WasSeen = false }, S2(Orphan), FailoverStep.Promote, Two, ""),
        new("restart: the primary has lost its data", Paired, S1(Fresh with { ServerUuid = Guid.Parse("33333333-71ca-11e1-9e33-c80aa9429562") }), S2(BootedReplica), FailoverStep.Promote, Two, "has lost data that mysql-2 holds"),
        new("restart: the primary is an older copy", Paired, S1(ClosedPrimary.Holding($"{OneUuid}:1-12")), S2(BootedReplica.Holding($"{OneUuid}:1-13")), FailoverStep.Promote, Two, "has lost data"),
        new("restart: both have lost their data", Paired, S1(Fresh with { ServerUuid = OneUuid }), S2(Fresh), FailoverStep.Refuse, One, "mysql-2 lacks it too"),
        new("primary dead and the replica has lost its data", Paired, Gone1(), S2(Fresh), FailoverStep.Refuse, One, "mysql-2 has lost data"),
        new("primary back with what nobody acknowledged", Paired, S1((OpenPrimary with { IsReadOnly = true }).Holding($"{OneUuid}:1-12")), S2(Replica), FailoverStep.Open, One, ""),

        // Promoting mysql-2, every step at which the manager may have been killed.
        new("promotion: recorded", Promoting, Gone1(), S2(Orphan), FailoverStep.StopReceiver, Two, "becomes the primary"),
        new("promotion: receiver stopped", Promoting, Gone1(), S2(s_detached.With(s_detached.Replica! with { Retrieved = GtidSet.Parse($"{OneUuid}:1-12") })), FailoverStep.Wait, Two, "still has to apply 2"),
        new("promotion: receiver and applier stopped", Promoting, Gone1(), S2(s_detached.With(s_detached.Replica! with { Retrieved = GtidSet.Parse($"{OneUuid}:1-12"), IsApplying = false })), FailoverStep.StartApplier, Two, "has to apply 2"),
        new("promotion: relay log applied", Promoting, Gone1(), S2(s_detached), FailoverStep.ForgetSource, Two, "has applied all"),
        new("promotion: source forgotten", Promoting, Gone1(), S2(s_newPrimary), FailoverStep.Record, Two, "takes over alone"),
        new("promotion: alone", Promoting with { Mode = ClusterMode.Alone }, Gone1(), S2(s_newPrimary), FailoverStep.WriteHistory, Two, "term 4"),
        new("promotion: history written", Promoting with { Mode = ClusterMode.Alone }, Gone1(), S2(s_newPrimary with { History = new(8, 4, ClusterMode.Alone, Two) }), FailoverStep.Open, Two, "holds all"),
        new("promotion: the new primary is killed too, the old one is back", Promoting, S1(s_oldPrimary), Gone2(), FailoverStep.Promote, One, "was never opened"),
        new("promotion: the new primary restarts", Promoting, Gone1(), Gone2(0.5), FailoverStep.Wait, Two, "is to become the primary"),
        new("promotion: the old primary thaws", Promoting, S1(OpenPrimary), S2(s_detached), FailoverStep.Fence, One, "must take no writes"),
        new("promotion: the applier cannot go on", Promoting, Gone1(), S2(s_detached.With(s_detached.Replica! with { IsApplying = false, ApplierError = "disk full", Retrieved = GtidSet.Parse($"{OneUuid}:1-12") })) with { NotReplicating = TimeSpan.FromSeconds(10) }, FailoverStep.Refuse, Two, "disk full"),
        new("promotion: the applier cannot go on, the old primary is back", Promoting, S1(s_oldPrimary.Holding($"{OneUuid}:1-12")), S2(s_detached.With(s_detached.Replica! with { IsApplying = false, ApplierError = "disk full", Retrieved = GtidSet.Parse($"{OneUuid}:1-12") })) with { NotReplicating = TimeSpan.FromSeconds(10) }, FailoverStep.Promote, One, "has it too"),
        new("promotion: the old primary is back with errant transactions", Promoting, S1(s_oldPrimary.Holding($"{OneUuid}:1-12")), S2(s_newPrimary), FailoverStep.Record, Two, "takes over alone"),

        // Switchover.
        new("switchover asked for", Paired, S1(OpenPrimary), S2(Replica), FailoverStep.Promote, Two, "as asked for") { Switchover = Two },
        new("switchover asked for, the replica behind", Paired, S1(OpenPrimary), S2(Replica.With(Status with { Lag = TimeSpan.FromSeconds(5) })), FailoverStep.None, One, "") { Switchover = Two },
        new("switchover: the old primary is closed gently", Promoting, S1(OpenPrimary), S2(Replica), FailoverStep.Close, One, "must take no writes") { SinceRecord = TimeSpan.Zero },
        new("switchover: or not gently", Promoting, S1(OpenPrimary), S2(Replica), FailoverStep.Fence, One, "must take no writes") { SinceRecord = TimeSpan.FromSeconds(2) },
        new("switchover: the old primary misses a look", Promoting, Gone1(0.4), S2(Replica), FailoverStep.Wait, One, "must take no writes") { SinceRecord = TimeSpan.FromSeconds(0.4) },
        new("switchover: the old primary is dead", Promoting, Gone1(0.8), S2(Replica), FailoverStep.StopReceiver, Two, "becomes the primary") { SinceRecord = TimeSpan.FromSeconds(0.8) },
        new("switchover: the old primary answers now and then", Promoting, Gone1(0.4), S2(Replica), FailoverStep.StopReceiver, Two, "becomes the primary") { SinceRecord = TimeSpan.FromSeconds(2) },
        new("switchover: the rest arrives", Promoting, S1(s_oldPrimary.Holding($"{OneUuid}:1-12")), S2(Replica), FailoverStep.Wait, Two, "last transactions") { SinceRecord = TimeSpan.Zero },
        new("switchover: all has arrived", Promoting, S1(s_oldPrimary), S2(Replica), FailoverStep.StopReceiver, Two, "") { SinceRecord = TimeSpan.Zero },
        new("switchover: the new primary is made to wait", Promoting, S1(s_oldPrimary), S2(s_newPrimary), FailoverStep.EnableSemiSync, Two, "has to wait") { SinceRecord = TimeSpan.Zero },
        new("switchover: the old primary follows", Promoting, S1(s_oldPrimary), S2(s_newPrimary with { IsSemiSyncSourceEnabled = true }), FailoverStep.Receive, One, "has to receive from mysql-2") { SinceRecord = TimeSpan.Zero },

        // Alone.
        new("alone: the replica is away", Alone, S1(AsyncPrimary with { SemiSyncReplicas = 0 }), Gone2(), FailoverStep.Wait, Two, "runs alone"),
        new("alone: acknowledgements still on", Alone, S1(OpenPrimary with { SemiSyncReplicas = 0 }), Gone2(), FailoverStep.DisableSemiSync, One, "runs alone"),
        new("alone: the replica boots", Alone, S1(AsyncPrimary), S2(BootedReplica), FailoverStep.Receive, Two, "has to receive"),
        new("alone: the replica was away for days", Alone, S1(AsyncPrimary.Holding($"{OneUuid}:1-100000")), S2(Replica), FailoverStep.Wait, Two, "99990 transactions to receive"),
        new("alone: the replica lacks what was purged", Alone, S1(AsyncPrimary), S2(Orphan.With(Status with { IsReceiving = false, IsReceiverStarted = false, ReceiverErrorNumber = 13114, ReceiverError = "fatal error 1236" })), FailoverStep.Clone, Two, "cannot be served"),
        new("alone: the replica has caught up", Alone, S1(AsyncPrimary), S2(Replica), FailoverStep.BeginPairing, One, "has caught up"),
        new("alone: acknowledgements are on again", Alone, S1(OpenPrimary), S2(Replica), FailoverStep.WriteHistory, One, "acknowledges"),
        new("alone: the mark is not at the replica yet", Alone with { Version = 6 }, S1(OpenPrimary), S2(Replica with { History = null }), FailoverStep.Wait, Two, "applies what it has received"),
        new("alone: the mark is at the replica", Alone with { Version = 6 }, S1(OpenPrimary), S2(Replica), FailoverStep.Record, One, "holds all"),
        new("alone: the replica fails while it is paired", Alone with { Version = 6 }, S1(OpenPrimary) with { Unacknowledged = TimeSpan.FromSeconds(1.5) }, S2(Replica with { History = null }), FailoverStep.DisableSemiSync, One, "did not acknowledge in time"),
        new("alone: the old primary is back with errant transactions", Alone, S1(AsyncPrimary), S2((Fresh with { ServerUuid = TwoUuid }).Holding($"{OneUuid}:1-10,{TwoUuid}:4-5")), FailoverStep.Clone, Two, "2 transactions that mysql-1 lacks"),
        new("alone: the old primary is back without", Alone, S1(AsyncPrimary), S2((Fresh with { ServerUuid = TwoUuid }).Holding($"{OneUuid}:1-9")), FailoverStep.Receive, Two, "has to receive"),
        new("alone: a rejoin asked for", Alone, S1(AsyncPrimary), S2(Replica), FailoverStep.Clone, Two, "as asked for") { Rejoin = Two },
        new("alone: the primary is killed", Alone, Gone1(), S2(Orphan), FailoverStep.Wait, One, "only it may be opened"),
        new("alone: the primary is back", Alone, S1(ClosedPrimary), S2(Orphan), FailoverStep.Open, One, "holds all"),
        new("alone: the primary is back without its data", Alone, S1(Fresh with { ServerUuid = OneUuid }), S2(Orphan), FailoverStep.Refuse, One, "that it alone had"),

        // No record.
        new("first start", null, S1(Fresh with { ServerUuid = OneUuid }), S2(Fresh), FailoverStep.Record, One, "both nodes are new"),
        new("first start, one node is slow", null, S1(Fresh with { ServerUuid = OneUuid }), Gone2(), FailoverStep.Wait, Two, "both nodes have to answer"),
        new("record lost, both there", null, S1(OpenPrimary), S2(Replica), FailoverStep.Record, One, "by its own data"),
        new("record lost, the primary gone", null, Gone1(), S2(Orphan), FailoverStep.Wait, One, "both nodes have to answer"),
        new("record older than the data", Paired with { Version = 2 }, S1(OpenPrimary), S2(Replica), FailoverStep.Record, One, "by its own data"),
        new("data without history", null, S1(ClosedPrimary with { History = null }), S2((Fresh with { ServerUuid = TwoUuid }).Holding($"{OneUuid}:1-4")), FailoverStep.Record, One, "holds all that mysql-2 holds"),
        new("data without history has diverged", null, S1(ClosedPrimary with { History = null }), S2((Fresh with { ServerUuid = TwoUuid }).Holding($"{TwoUuid}:1-4")), FailoverStep.Refuse, "", "nothing tells which are right"),
        new("the same server twice", Paired, S1(OpenPrimary), S2(Replica with { ServerUuid = OneUuid }), FailoverStep.Refuse, "", "same server_uuid"),
        new("the record names a stranger", Paired with { Primary = "mysql-9" }, S1(OpenPrimary), S2(Replica), FailoverStep.Refuse, "", "none of the nodes"),
    ];

    public static TheoryData<string> Names => [.. s_cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Decide_Topology_TakesTheOneNextStep(string name)
    {
        var row = Assert.Single(s_cases, c => c.Name == name);

        var decision = row.Decide();

        Assert.Equal((row.Step, row.Node), (decision.Step, decision.Node));
        Assert.Contains(row.Reason, decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_Promotion_BeginsATermThatHoldsWhatTheReplicaHolds()
    {
        var received = Orphan.With(Orphan.Replica! with { Retrieved = GtidSet.Parse($"{OneUuid}:1-12") });

        var record = FailoverDecision.Decide(new() { Record = Paired, Nodes = [Gone1(), S2(received)] }).Record;

        Assert.Equal(new(8, 4, Two, ClusterMode.Promoting, TwoUuid, GtidSet.Parse($"{OneUuid}:1-12")), record);
    }

    [Fact]
    public void Decide_PairingAnew_GivesTheMarkAVersionOfItsOwn()
    {
        var begin = FailoverDecision.Decide(new() { Record = Alone, Nodes = [S1(AsyncPrimary), S2(Replica)] }).Record!;
        var mark = FailoverDecision.Decide(new() { Record = begin, Nodes = [S1(OpenPrimary), S2(Replica)] }).Record!;

        Assert.Equal((8ul, ClusterMode.Alone), (begin.Version, begin.Mode));
        Assert.Equal((9ul, ClusterMode.Paired), (mark.Version, mark.Mode));
    }

    /// <summary>Whatever flaps, the same look leads to the same step: nothing is counted, nothing remembered.</summary>
    [Fact]
    public void Decide_Twice_IsTheSame() => Assert.All(s_cases, row => Assert.Equal(row.Decide(), row.Decide()));
}
