using Foobar.MySql.Replication;

namespace Foobar.Failover.Decisions;

/// <summary>Every acknowledged write is on both nodes, so either may be the primary.</summary>
internal static class WhilePaired
{
    public static Decision Decide(RecordedPair pair) =>
        pair.Primary.State is { } state ? WithPrimary(pair, state) : WithoutPrimary(pair);

    /// <summary>
    /// A failover needs two witnesses: this manager and the replica, which must have lost the primary too. Or the primary's
    /// own system, where it refuses connections: a server that shuts down serves its replica to the last.
    /// </summary>
    private static Decision WithoutPrimary(RecordedPair pair)
    {
        var (primary, other) = (pair.Primary, pair.Other);
        if (!primary.IsDead(pair.Policy))
        {
            return new(FailoverStep.Wait, primary.Name, $"{primary} {primary.Explain()}");
        }
        if (other.State is not { } state)
        {
            return new(FailoverStep.Wait, primary.Name, $"{primary} {primary.Explain()}, and {other} {other.Explain()}");
        }
        if (!pair.Holds(other))
        {
            return new(FailoverStep.Refuse, primary.Name, $"{primary} {primary.Explain()}, and {other} has lost data, so only {primary} can be the primary");
        }

        // One that does not try to receive is no witness.
        if (Following.Next(pair) is { } step)
        {
            return step;
        }
        return state.Replica!.HasLostItsSource() ? pair.Promote($"{primary} {primary.Explain()}, and {other} has lost it too")
            : primary.IsShuttingDown(pair.Policy) ? pair.Promote($"{primary} takes no connections anymore: it shuts down")
            : new(FailoverStep.Wait, primary.Name, $"{primary} {primary.Explain()}, but {other} still receives from it: only this manager is cut off");
    }

    private static Decision WithPrimary(RecordedPair pair, NodeState state)
    {
        var (primary, other) = (pair.Primary, pair.Other);
        if (pair.HasPrimaryLostData(state))
        {
            return pair.Holds(other)
                ? pair.Promote($"{primary} has lost data that {other} holds")
                : new(FailoverStep.Refuse, primary.Name, $"{primary} has lost data, and {other} {(other.State is null ? other.Explain() : "lacks it too")}");
        }
        if (Claiming.Next(pair) is { } claim)
        {
            return claim;
        }
        return pair.IsPrimaryOpen ? WhileOpen(pair, state) : ToOpen(pair, state);
    }

    private static Decision ToOpen(RecordedPair pair, NodeState state)
    {
        var (primary, other) = (pair.Primary, pair.Other);
        if (!state.IsSemiSyncSourceEnabled)
        {
            return new(FailoverStep.EnableSemiSync, primary.Name, $"{primary} has to wait for acknowledgements before it takes writes");
        }
        if (pair.OtherAcknowledges)
        {
            return Announcing.Next(pair, state) ?? new(FailoverStep.Open, primary.Name, $"{other} acknowledges what {primary} commits", pair.Record);
        }
        if (other.IsDead(pair.Policy) || other.NotReplicating >= pair.Policy.AbsentAfter)
        {
            return pair.RunAlone(state, $"{primary} has to run alone, since {other} {(other.State is null ? other.Explain() : $"does not acknowledge{other.State.Replica.Errors()}")}");
        }
        return Following.Next(pair) ?? new(FailoverStep.Wait, other.Name, $"{other} {(other.State is null ? other.Explain() : $"connects to {primary}{other.State.Replica.Errors()}")}");
    }

    private static Decision WhileOpen(RecordedPair pair, NodeState state)
    {
        var (primary, other) = (pair.Primary, pair.Other);
        if (!state.IsSemiSyncSourceEnabled)
        {
            return pair.RunAlone(state, $"semi-synchronous replication was switched off on {primary} by somebody else");
        }
        if (primary.BeatPending >= pair.Policy.WedgedAfter && state.WaitingCommits == 0 && pair.OtherAcknowledges && pair.Holds(other))
        {
            return pair.Promote($"{primary} answers but has not committed for {primary.BeatPending.Seconds()}");
        }
        if (primary.Unacknowledged >= pair.Policy.AloneAfter)
        {
            return pair.RunAlone(state, $"{other} has acknowledged nothing for {primary.Unacknowledged.Seconds()}, so {primary} runs alone");
        }
        if (Announcing.Next(pair, state) is { } announce)
        {
            return announce;
        }
        if (Following.Next(pair) is { } step)
        {
            return step;
        }
        if (pair.IsSwitchoverWanted && pair.OtherAcknowledges && other.State!.Replica!.Lag <= pair.Policy.MaxSwitchoverLag)
        {
            return pair.Promote($"{other} is to become the primary as asked for");
        }
        return pair.OtherAcknowledges
            ? new(FailoverStep.None, primary.Name, $"{other} acknowledges what {primary} commits")
            : new(FailoverStep.Wait, other.Name, $"{other} {(other.State is null ? other.Explain() : $"does not acknowledge{other.State.Replica.Errors()}")}");
    }
}
