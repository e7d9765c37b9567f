using Foobar.MySql.Replication;
using Foobar.MySql.Topology;

namespace Foobar.Failover.Decisions;

/// <summary>
/// A primary is chosen and nothing has been acknowledged under it yet. The old one is closed if it can be, the new one takes
/// what it can get and applies what it has; then it is opened, paired if the other node can follow, else alone.
/// </summary>
internal static class WhilePromoting
{
    public static Decision Decide(RecordedPair pair)
    {
        var (primary, other) = (pair.Primary, pair.Other);
        if (primary.State is not { } state)
        {
            return primary.IsDead(pair.Policy) && pair.SinceRecord >= pair.Policy.AbsentAfter && pair.Holds(other)
                ? pair.Promote($"{primary} {primary.Explain()} and was never opened, so {other} may take over")
                : new(FailoverStep.Wait, primary.Name, $"{primary}, which is to become the primary, {primary.Explain()}");
        }
        if (state.ServerUuid != pair.Record.ServerUuid || !pair.Holds(primary))
        {
            return pair.Holds(other)
                ? pair.Promote($"{primary} has lost data and was never opened, so {other} may take over")
                : new(FailoverStep.Refuse, primary.Name, $"{primary} was to become the primary and has lost data since, and {other} {(other.State is null ? other.Explain() : "lacks it too")}");
        }
        if (other.State is { IsClosed: false })
        {
            return CloseOld(pair, state);
        }
        if (MayAnswerAgain(pair, state))
        {
            return new(FailoverStep.Wait, other.Name, $"{other} {other.Explain()}, and must take no writes before {primary} does");
        }
        if (IsReceivingTheRest(pair, state))
        {
            return new(FailoverStep.Wait, primary.Name, $"{primary} receives the last transactions of {other}");
        }
        if (state is { Replica: { IsApplying: false, ApplierError.Length: > 0 } replica } && primary.NotReplicating >= pair.Policy.CloneAfter)
        {
            return pair.Holds(other)
                ? pair.Promote($"{primary} cannot apply what it received{replica.Errors()}; {other} has it too")
                : new(FailoverStep.Refuse, primary.Name, $"{primary} cannot apply what it received and acknowledged{replica.Errors()}");
        }
        return Detaching.Next(primary, "it becomes the primary") ?? Choose(pair, state);
    }

    private static Decision CloseOld(RecordedPair pair, NodeState state)
    {
        var (primary, other) = (pair.Primary, pair.Other);

        // Commits under way end only while they are acknowledged.
        var isGentle = state is { Replica.IsReceiving: true }
            && other.BeatPending < pair.Policy.WedgedAfter
            && pair.SinceRecord < pair.Policy.CloseWithin;
        return new(isGentle ? FailoverStep.Close : FailoverStep.Fence, other.Name, $"{other} must take no writes before {primary} does");
    }

    /// <summary>
    /// An old primary that misses one look is slow: cut off from the new one with commits under way, it would have to be
    /// cloned. One that was seen dead is waited for no longer.
    /// </summary>
    private static bool MayAnswerAgain(RecordedPair pair, NodeState state) =>
        pair.Other.State is null && !pair.Other.IsDead(pair.Policy)
        && state is { Replica.IsReceiving: true }
        && pair.SinceRecord < pair.Policy.CloseWithin;

    /// <summary>What a closed old primary has and the new one lacks was never acknowledged, but saves a clone.</summary>
    private static bool IsReceivingTheRest(RecordedPair pair, NodeState state) =>
        state is { Replica: { IsReceiving: true } replica }
        && replica.Source == pair.Other.PeerAddress
        && pair.Other.State is { IsFenced: false } old
        && !state.Held.Contains(old.Executed)
        && pair.SinceRecord < 2 * pair.Policy.CloseWithin;

    private static Decision Choose(RecordedPair pair, NodeState state)
    {
        var (primary, other) = (pair.Primary, pair.Other);
        var isHopeless = other.State is null
            ? other.IsDead(pair.Policy)
            : !pair.ErrantOfOther(state).IsEmpty || !other.State.IsReadOnly;
        if (isHopeless || pair.SinceRecord >= pair.Policy.CloseWithin + pair.Policy.AloneAfter)
        {
            return pair.RunAlone(state, $"{primary} takes over alone, since {other} {(other.State is null ? other.Explain() : "cannot follow yet")}");
        }
        if (!state.IsSemiSyncSourceEnabled)
        {
            return new(FailoverStep.EnableSemiSync, primary.Name, $"{primary} has to wait for acknowledgements before it takes writes");
        }
        if (pair.OtherReceives && other.State!.Executed.Contains(state.Executed))
        {
            // The rest of becoming a replica takes a second, and can wait.
            return pair.OtherAcknowledges
                ? new(FailoverStep.Record, primary.Name, $"{other} acknowledges what {primary} commits", pair.Next(ClusterMode.Paired, state))
                : new(FailoverStep.Wait, primary.Name, $"{other} connects to {primary}");
        }
        return Following.Next(pair) ?? new(FailoverStep.Wait, primary.Name, $"{other} is about to follow {primary}");
    }
}
