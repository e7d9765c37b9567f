namespace Foobar.MySql.Replication;

/// <summary>The next thing to do for a pair whose roles are fixed.</summary>
public enum FixedRolesStep
{
    /// <summary>Nothing: the pair is as it should be.</summary>
    None,

    /// <summary>Nothing now: something has to happen by itself first.</summary>
    Wait,

    /// <summary>Nothing ever: going on could lose or fork data, so a person has to decide.</summary>
    Refuse,

    /// <summary>Make the primary's commits wait for an acknowledgement.</summary>
    EnableSemiSync,

    /// <summary>Make the replica follow the primary.</summary>
    Follow,

    /// <summary>Let applications write to the primary.</summary>
    Open,
}

/// <summary>A step and why it is the one, in words for people.</summary>
/// <param name="Step">What to do.</param>
/// <param name="Reason">One sentence without a full stop.</param>
public readonly record struct FixedRolesDecision(FixedRolesStep Step, string Reason);

/// <summary>
/// Decides how a pair gets into its roles when these never change: pure, from what was seen of both nodes.
/// </summary>
/// <remarks>
/// The order is what keeps data safe: acknowledgements are asked for before a write can happen, and the primary is not
/// opened before a replica gives them and holds nothing that the primary lacks.
/// </remarks>
public static class FixedRoles
{
    /// <summary>The one next step.</summary>
    /// <param name="primary">The primary, seen after the replica.</param>
    /// <param name="replica">The replica.</param>
    /// <param name="source">Where the replica reaches the primary.</param>
    public static FixedRolesDecision Decide(NodeObservation primary, NodeObservation replica, NodeAddress source)
    {
        ArgumentNullException.ThrowIfNull(primary);
        ArgumentNullException.ThrowIfNull(replica);

        if (primary.State is not { } p)
        {
            return new(FixedRolesStep.Wait, $"{primary.Name} {primary.Error}");
        }
        if (p.Replica is { } following)
        {
            return new(FixedRolesStep.Refuse, $"{primary.Name} is the primary but is set up as a replica of {following.Source}");
        }
        if (!p.IsSemiSyncSourceEnabled)
        {
            return new(FixedRolesStep.EnableSemiSync, $"{primary.Name} has to wait for acknowledgements before it takes writes");
        }

        if (replica.State is not { } r)
        {
            return new(FixedRolesStep.Wait, $"{replica.Name} {replica.Error}");
        }
        if (r.ServerUuid == p.ServerUuid)
        {
            return new(FixedRolesStep.Refuse, $"{primary.Name} and {replica.Name} have the same server_uuid {p.ServerUuid}");
        }

        var errant = ErrantTransactions(p, r);
        if (!errant.IsEmpty)
        {
            return new(FixedRolesStep.Refuse,
                $"{replica.Name} holds {errant.Count} transactions that {primary.Name} lacks ({errant}); their data has diverged");
        }
        if (!FollowsSource(r, source))
        {
            return new(FixedRolesStep.Follow, $"{replica.Name} does not follow {source} with acknowledgements{Errors(r.Replica)}");
        }
        if (!p.IsReadOnly)
        {
            return new(FixedRolesStep.None, "paired");
        }
        return p is { IsSemiSyncSourceActive: true, SemiSyncReplicas: > 0 }
            ? new(FixedRolesStep.Open, $"{replica.Name} acknowledges what {primary.Name} commits")
            : new(FixedRolesStep.Wait, WaitingFor(primary, replica, r));
    }

    private static bool FollowsSource(NodeState replica, NodeAddress source) =>
        replica is { IsSuperReadOnly: true, IsSemiSyncReplicaEnabled: true, Replica: { IsReceiverStarted: true, IsApplying: true } status }
            && status.Source == source
            && (replica.IsSemiSyncReplicaActive || !status.IsReceiving);

    private static GtidSet ErrantTransactions(NodeState primary, NodeState replica)
    {
        var errant = replica.Held.Except(primary.Executed);
        // An open primary has commits under way which the replica may hold already: they await their acknowledgement.
        return primary.IsReadOnly ? errant : errant.WithoutSource(primary.ServerUuid);
    }

    private static string Errors(ReplicaStatus? replica) =>
        string.Concat(new[] { replica?.ReceiverError, replica?.ApplierError }.Where(e => !string.IsNullOrEmpty(e)).Select(e => $": {e}"));

    private static string WaitingFor(NodeObservation primary, NodeObservation replica, NodeState state) =>
        state.Replica is { IsReceiving: false, ReceiverError: { Length: > 0 } error }
            ? $"{replica.Name} cannot connect to {primary.Name}: {error}"
            : $"{replica.Name} is connecting to {primary.Name}";
}
