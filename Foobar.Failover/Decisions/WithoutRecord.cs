using Foobar.Failover.Witness;
using Foobar.MySql.Replication;
using Foobar.MySql.Topology;

namespace Foobar.Failover.Decisions;

/// <summary>
/// Nothing is recorded: at the very first start, or when the record was lost. Then only both nodes together can tell who is
/// right, so nothing happens before both answer.
/// </summary>
internal static class WithoutRecord
{
    public static Decision Decide(Situation situation)
    {
        if (situation.Nodes.FirstOrDefault(node => node.State is null) is { } silent)
        {
            return new(FailoverStep.Wait, silent.Name, $"nothing is recorded about the pair, so both nodes have to answer first; {silent} {silent.Explain()}");
        }

        // The node that an entry names has the last word on its own term.
        var newest = situation.Nodes
            .Where(node => node.State!.History is not null)
            .OrderByDescending(node => node.State!.History!.Term)
            .ThenByDescending(node => node.State!.History!.Primary == node.Name)
            .ThenByDescending(node => node.State!.History!.Version)
            .FirstOrDefault();
        if (newest is { State.History: { } entry })
        {
            return Adopt(situation, entry);
        }
        return situation.Nodes.All(node => node.State!.Held.IsEmpty)
            ? Create(situation.Nodes[0], "both nodes are new")
            : ByContent(situation);
    }

    private static Decision Adopt(Situation situation, HistoryEntry entry)
    {
        if (situation.Nodes.FirstOrDefault(node => node.Name == entry.Primary) is not { State: { } state } primary)
        {
            return new(FailoverStep.Refuse, "", $"the data names {entry.Primary} as the primary, which is none of the nodes");
        }

        // Alone promises the least, and is made more of at once if it is.
        var version = situation.Nodes.Max(node => node.State!.History?.Version ?? 0) + 1;
        return new(FailoverStep.Record, primary.Name, $"{primary} is the primary of term {entry.Term} by its own data",
            new ClusterRecord(version, entry.Term, primary.Name, ClusterMode.Alone, state.ServerUuid, state.Executed));
    }

    private static Decision ByContent(Situation situation)
    {
        var (first, second) = (situation.Nodes[0], situation.Nodes[1]);
        return first.State!.Held.Contains(second.State!.Held) ? Create(first, $"{first} holds all that {second} holds")
            : second.State.Held.Contains(first.State.Held) ? Create(second, $"{second} holds all that {first} holds")
            : new(FailoverStep.Refuse, "", $"{first} and {second} each hold transactions that the other lacks, and nothing tells which are right");
    }

    private static Decision Create(NodeSight primary, string reason) => new(FailoverStep.Record, primary.Name, reason,
        new ClusterRecord(1, 1, primary.Name, ClusterMode.Promoting, primary.State!.ServerUuid, primary.State.Held));
}
