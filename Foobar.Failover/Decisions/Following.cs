using Foobar.MySql.Topology;

namespace Foobar.Failover.Decisions;

/// <summary>How the node that is not the primary becomes its replica.</summary>
internal static class Following
{
    /// <summary>
    /// The next step until the other node follows the primary, or <see langword="null"/> when it does. The primary need not
    /// answer: a replica that tries to reach it is the second witness of its death.
    /// </summary>
    public static Decision? Next(RecordedPair pair)
    {
        var (primary, other) = (pair.Primary, pair.Other);
        if (other.State is not { } state)
        {
            return null;
        }
        if (!state.IsReadOnly || state is { IsSemiSyncSourceEnabled: true, WaitingCommits: > 0 })
        {
            // Commits that wait hold it open, and nobody will acknowledge them anymore.
            return new(FailoverStep.Fence, other.Name, $"{other} takes writes and is not the primary");
        }
        if (CloneReason(pair) is { } reason)
        {
            return Clone(pair, reason);
        }
        if (state.Replica is { } replica && replica.Source != primary.PeerAddress)
        {
            return Detaching.Next(other, $"it has to follow {primary}");
        }
        if (!pair.OtherReceives)
        {
            return new(FailoverStep.Receive, other.Name, $"{other} has to receive from {primary} and acknowledge{state.Replica.Errors()}");
        }
        if (!pair.OtherFollows)
        {
            return new(FailoverStep.Follow, other.Name, $"{other} has to apply what it receives{state.Replica.Errors()}");
        }
        return state.IsFenced
            ? new(FailoverStep.Unfence, other.Name, $"{other} follows {primary}, so it may be read from again")
            : null;
    }

    private static string? CloneReason(RecordedPair pair)
    {
        var (primary, other) = (pair.Primary, pair.Other);
        if (primary.State is not { } source)
        {
            return null;
        }
        if (pair.ErrantOfOther(source) is { IsEmpty: false } errant)
        {
            return $"{other} holds {errant.Count} transactions that {primary} lacks and that were never acknowledged ({errant})";
        }
        return other.State!.Replica switch
        {
            _ when pair.IsRejoinWanted => $"{other} is to be cloned as asked for",
            { } replica when replica.Source == primary.PeerAddress && replica.CannotBeServed() => $"{other} cannot be served by {primary}{replica.Errors()}",
            { IsApplying: false } replica when other.NotReplicating >= pair.Policy.CloneAfter && replica.ApplierError.Length > 0 => $"{other} cannot apply what it receives{replica.Errors()}",
            _ => null,
        };
    }

    /// <summary>
    /// A node that is about to lose its data counts for nothing, so the primary is told first that it is alone; and only one
    /// that commits has data worth copying.
    /// </summary>
    private static Decision? Clone(RecordedPair pair, string reason) => pair switch
    {
        { IsPrimaryOpen: false } => null,
        { Record.Mode: ClusterMode.Paired } => pair.RunAlone(pair.Primary.State!, reason),
        { Primary.State.IsSemiSyncSourceEnabled: true } => new(FailoverStep.DisableSemiSync, pair.Primary.Name, reason),
        _ => new(FailoverStep.Clone, pair.Other.Name, reason),
    };
}
