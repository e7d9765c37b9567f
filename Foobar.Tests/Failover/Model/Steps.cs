using Foobar.Failover.Decisions;
using Foobar.MySql.Topology;

namespace Foobar.Tests.Failover.Model;

/// <summary>What a step consists of, statement by statement, as the real actions do it.</summary>
internal static class Steps
{
    public static IEnumerable<Order> Orders(Decision decision, SafetyRule? without)
    {
        var node = Array.IndexOf(World.Names, decision.Node);
        Order On(OrderKind kind) => new(kind, node);
        Order Keep() => new(OrderKind.Record, node, decision.Record);
        return decision.Step switch
        {
            // Without the rule that a record comes first when less is guaranteed.
            FailoverStep.Record when without == SafetyRule.RecordsBeforeRunningAlone && decision.Record!.Mode == ClusterMode.Alone
                => [On(OrderKind.SemiSyncOff), Keep()],
            FailoverStep.Record or FailoverStep.Promote => [Keep()],
            FailoverStep.BeginPairing => [Keep(), On(OrderKind.SemiSyncOn)],
            FailoverStep.WriteHistory => [new(OrderKind.Insert, node, Row: decision.Record!.ToHistory())],
            FailoverStep.Open => [On(decision.Record!.Mode == ClusterMode.Paired ? OrderKind.OpenPaired : OrderKind.OpenAlone)],
            FailoverStep.Close => [On(OrderKind.CloseIfIdle)],
            FailoverStep.Fence when without == SafetyRule.CutsClientsBeforeReleasingCommits
                => [On(OrderKind.SemiSyncOff), On(OrderKind.Offline), On(OrderKind.CloseIfIdle)],
            FailoverStep.Fence => [On(OrderKind.Offline), On(OrderKind.SemiSyncOff), On(OrderKind.CloseIfIdle)],
            FailoverStep.Unfence => [On(OrderKind.Online)],
            FailoverStep.EnableSemiSync => [On(OrderKind.SemiSyncOn)],
            FailoverStep.DisableSemiSync => [On(OrderKind.SemiSyncOff)],
            FailoverStep.Receive => [On(OrderKind.CloseIfIdle), On(OrderKind.AcknowledgeOn), On(OrderKind.Configure), On(OrderKind.StartReceiver)],
            FailoverStep.Follow => [On(OrderKind.SemiSyncOff)],
            FailoverStep.StopReceiver => [On(OrderKind.StopReceiver)],
            FailoverStep.ForgetSource => [On(OrderKind.StopReceiver), On(OrderKind.Forget)],
            FailoverStep.Clone => [On(OrderKind.CloseIfIdle), On(OrderKind.SemiSyncOff), On(OrderKind.Wipe), On(OrderKind.Copy)],
            _ => [],
        };
    }
}
