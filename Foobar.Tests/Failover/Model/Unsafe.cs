using Foobar.Failover.Decisions;
using Foobar.MySql.Topology;

namespace Foobar.Tests.Failover.Model;

/// <summary>What the decision would be without one of its rules.</summary>
internal static class Unsafe
{
    public static Decision Change(Situation situation, Decision decision, SafetyRule? without)
    {
        if (without is null || situation.Record is not { } record)
        {
            return decision;
        }

        var primary = situation.Nodes.Single(node => node.Name == record.Primary);
        var other = situation.Nodes.Single(node => node.Name != record.Primary);
        return without switch
        {
            SafetyRule.DrainsTheRelayLog when record.Mode == ClusterMode.Promoting && decision.Step == FailoverStep.Wait && primary.State is { Replica.IsReceiverStarted: false }
                => new(FailoverStep.ForgetSource, primary.Name, "without draining"),
            SafetyRule.PairsByAMark when record.Mode == ClusterMode.Alone && decision.Step == FailoverStep.WriteHistory && primary.State is { IsClosed: false }
                => new(FailoverStep.Record, primary.Name, "without a mark", decision.Record),
            SafetyRule.UsesEachMarkOnce when decision.Step == FailoverStep.BeginPairing
                => new(FailoverStep.EnableSemiSync, primary.Name, "with the same mark"),
            SafetyRule.NeverPromotesFromAlone when record.Mode == ClusterMode.Alone && primary.State is null && other.State is { } state
                => new(FailoverStep.Promote, other.Name, "from alone", record with
                {
                    Version = record.Version + 1,
                    Term = record.Term + 1,
                    Primary = other.Name,
                    Mode = ClusterMode.Promoting,
                    ServerUuid = state.ServerUuid,
                    Held = state.Held,
                }),
            SafetyRule.StopsAcknowledging when record.Mode == ClusterMode.Promoting && decision.Step == FailoverStep.StopReceiver
                => new(FailoverStep.Record, primary.Name, "while it still acknowledges", record with { Version = record.Version + 1, Mode = ClusterMode.Alone }),
            SafetyRule.StopsAcknowledging when record.Mode == ClusterMode.Alone && decision.Step == FailoverStep.StopReceiver && decision.Node == primary.Name
                => primary.State is { IsReadOnly: true } ? new(FailoverStep.Open, primary.Name, "while it still acknowledges", record) : decision,
            _ => decision,
        };
    }
}
