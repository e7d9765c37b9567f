using Foobar.MySql.Topology;

namespace Foobar.Failover.Decisions;

/// <summary>
/// Decides what to do next for a pair: pure, from what was seen of both nodes and what was recorded. Each step leads to a
/// state from which the next one follows, so a manager that starts in the middle goes on where the last one was killed.
/// </summary>
/// <remarks>
/// <para>What keeps acknowledged writes safe is three rules. While the record says <see cref="ClusterMode.Paired"/>, every
/// acknowledged write is on both nodes. While it says <see cref="ClusterMode.Alone"/>, no other node than the primary is
/// opened. And the record changes before the nodes do whenever less is guaranteed, after them whenever more is.</para>
/// <para>What keeps two nodes from acknowledging writes at once is that an old primary under Paired cannot: its commits wait
/// for a replica that has stopped to listen before the new primary is opened.</para>
/// </remarks>
internal static class FailoverDecision
{
    public static Decision Decide(Situation situation)
    {
        ArgumentNullException.ThrowIfNull(situation);
        var (first, second) = (situation.Nodes[0], situation.Nodes[1]);
        if (first.State is { } one && second.State is { } two && one.ServerUuid == two.ServerUuid)
        {
            return new(FailoverStep.Refuse, "", $"{first} and {second} have the same server_uuid {one.ServerUuid}");
        }

        // The data of the nodes runs ahead of the record by one row at most, so this is the record of an older time.
        if (situation.Record is not { } record
            || situation.Nodes.Any(node => node.State?.History?.Version > record.Version + 1))
        {
            return WithoutRecord.Decide(situation);
        }
        if (situation.Nodes.All(node => node.Name != record.Primary))
        {
            return new(FailoverStep.Refuse, "", $"the record names {record.Primary} as the primary, which is none of the nodes");
        }

        var pair = new RecordedPair(situation, record);
        return record.Mode switch
        {
            ClusterMode.Promoting => WhilePromoting.Decide(pair),
            ClusterMode.Paired => WhilePaired.Decide(pair),
            _ => WhileAlone.Decide(pair),
        };
    }
}
