using MySqlConnector;

namespace Foobar.MySql.Replication;

/// <summary>What was seen of a pair, what was decided upon it, and whether the step failed.</summary>
/// <param name="Primary">The primary as seen before the step.</param>
/// <param name="Replica">The replica as seen before the step.</param>
/// <param name="Decision">The step that was taken.</param>
/// <param name="Failure">Why the step failed; <see langword="null"/> when it did not.</param>
public sealed record PairObservation(
    NodeObservation Primary, NodeObservation Replica, FixedRolesDecision Decision, string? Failure);

/// <summary>
/// Brings a primary and a replica into their roles and, called again and again, back into them after a restart.
/// </summary>
public sealed class FixedRolesPair
{
    private readonly MySqlNode _primary;
    private readonly MySqlNode _replica;
    private readonly NodeAddress _source;
    private readonly string _replicationPassword;
    private readonly Queue<string> _databases;

    /// <summary>The account that a replica uses on its source.</summary>
    public const string ReplicationUser = "replication";

    /// <summary>Creates the pair; nothing is done to the nodes yet.</summary>
    /// <param name="primary">The node that takes writes.</param>
    /// <param name="replica">The node that follows it.</param>
    /// <param name="source">Where the replica reaches the primary.</param>
    /// <param name="replicationPassword">Password of <see cref="ReplicationUser"/> on the primary.</param>
    /// <param name="databases">Databases to create, once, through the open primary.</param>
    public FixedRolesPair(
        MySqlNode primary, MySqlNode replica, NodeAddress source, string replicationPassword, IEnumerable<string> databases)
    {
        _primary = primary;
        _replica = replica;
        _source = source;
        _replicationPassword = replicationPassword;
        _databases = new(databases);
    }

    /// <summary>Looks at both nodes, then takes the one next step, if there is one.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<PairObservation> StepAsync(CancellationToken cancellationToken)
    {
        // The replica first: whatever it holds then, the primary has had before.
        var replica = await _replica.ObserveAsync(cancellationToken);
        var primary = await _primary.ObserveAsync(cancellationToken);
        var decision = FixedRoles.Decide(primary, replica, _source);
        try
        {
            await TakeAsync(decision.Step, cancellationToken);
            return new(primary, replica, decision, null);
        }
        catch (Exception e) when (e is MySqlException or TimeoutException)
        {
            return new(primary, replica, decision, e.Message);
        }
    }

    private async Task TakeAsync(FixedRolesStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case FixedRolesStep.EnableSemiSync:
                await _primary.EnableSemiSyncSourceAsync(cancellationToken);
                break;
            case FixedRolesStep.Follow:
                await _replica.FollowAsync(_source, ReplicationUser, _replicationPassword, cancellationToken);
                break;
            case FixedRolesStep.Open:
                await _primary.OpenAsync(cancellationToken);
                break;
            case FixedRolesStep.None:
                while (_databases.TryPeek(out var database))
                {
                    await _primary.CreateDatabaseAsync(database, cancellationToken);
                    _databases.Dequeue();
                }
                break;
        }
    }
}
