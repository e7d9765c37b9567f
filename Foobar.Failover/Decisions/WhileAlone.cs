using Foobar.MySql.Replication;
using Foobar.MySql.Topology;

namespace Foobar.Failover.Decisions;

/// <summary>
/// Only the primary holds every acknowledged write. The other node is brought back and, when it has caught up, paired.
/// </summary>
internal static class WhileAlone
{
    public static Decision Decide(RecordedPair pair)
    {
        var (primary, other) = (pair.Primary, pair.Other);
        if (primary.State is not { } state)
        {
            return new(FailoverStep.Wait, primary.Name, $"{primary} {primary.Explain()}, and only it may be opened: {other} may lack writes that were acknowledged");
        }
        if (pair.HasPrimaryLostData(state))
        {
            return new(FailoverStep.Refuse, primary.Name, $"{primary} has lost data that it alone had");
        }
        if (Claiming.Next(pair) is { } claim)
        {
            return claim;
        }
        return pair.IsPrimaryOpen ? WhileOpen(pair, state) : ToOpen(pair, state);
    }

    private static Decision ToOpen(RecordedPair pair, NodeState state)
    {
        var primary = pair.Primary;
        return state.IsSemiSyncSourceEnabled
            ? new(FailoverStep.DisableSemiSync, primary.Name, $"{primary} runs alone")
            : Announcing.Next(pair, state) ?? new(FailoverStep.Open, primary.Name, $"{primary} holds all that was acknowledged", pair.Record);
    }

    private static Decision WhileOpen(RecordedPair pair, NodeState state)
    {
        var (primary, other) = (pair.Primary, pair.Other);
        var alone = $"{primary} runs alone: {other} {(other.State is null ? other.Explain() : $"does not acknowledge yet{other.State.Replica.Errors()}")}";
        if (state.IsSemiSyncSourceEnabled && !pair.OtherAcknowledges)
        {
            return new(FailoverStep.DisableSemiSync, primary.Name, alone);
        }
        if (Following.Next(pair) is { } step)
        {
            return step;
        }
        return pair.OtherAcknowledges
            ? Pair(pair, state)
            : Announcing.Next(pair, state) ?? new(FailoverStep.Wait, other.Name, alone);
    }

    /// <summary>
    /// Acknowledgements are switched on, then a mark is written. Once the replica has the mark it has everything before it,
    /// and what comes after waits for it: only then are the two called a pair.
    /// </summary>
    /// <remarks>
    /// Each time the switch is turned on, the version grows first. A mark that was left waiting by an attempt before, and got
    /// through when that was given up, is thus never taken for this one.
    /// </remarks>
    private static Decision Pair(RecordedPair pair, NodeState state)
    {
        var (primary, other) = (pair.Primary, pair.Other);
        var missing = state.Executed.Except(other.State!.Held);
        if (!state.IsSemiSyncSourceEnabled)
        {
            return missing.Count <= pair.Policy.MaxPairingBacklog
                ? new(FailoverStep.BeginPairing, primary.Name, $"{other} has caught up with {primary}", pair.Next(ClusterMode.Alone, state))
                : new(FailoverStep.Wait, other.Name, $"{other} catches up with {primary}: {missing.Count} transactions to receive");
        }
        if (primary.Unacknowledged >= pair.Policy.AloneAfter)
        {
            return new(FailoverStep.DisableSemiSync, primary.Name, $"{primary} runs alone: {other} did not acknowledge in time");
        }

        var mark = (pair.Record with { Version = pair.Record.Version + 1, Mode = ClusterMode.Paired }).ToHistory();
        if (state.History != mark)
        {
            return new(FailoverStep.WriteHistory, primary.Name, $"{other} acknowledges what {primary} commits", pair.Next(ClusterMode.Paired, state, mark.Version));
        }
        return other.State.History == mark
            ? new(FailoverStep.Record, primary.Name, $"{other} holds all that {primary} has acknowledged", pair.Next(ClusterMode.Paired, state, mark.Version))
            : new(FailoverStep.Wait, other.Name, $"{other} applies what it has received");
    }
}
