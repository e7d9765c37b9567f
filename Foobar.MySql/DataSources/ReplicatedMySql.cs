using Microsoft.Extensions.Logging;
using MySqlConnector;

namespace Foobar.MySql;

/// <summary>
/// Reads from the replica, writes to the primary. A read that the replica cannot answer is asked of the primary, so reads
/// go on while either node lives.
/// </summary>
public sealed partial class ReplicatedMySql
{
    private readonly MySqlNode _primary;
    private readonly MySqlNode _replica;
    private readonly NodeAvailability _replicaAvailability;
    private readonly ILogger _logger;

    internal ReplicatedMySql(
        MySqlNode primary, MySqlNode replica, NodeAvailability replicaAvailability, ILogger<ReplicatedMySql> logger)
    {
        _primary = primary;
        _replica = replica;
        _replicaAvailability = replicaAvailability;
        _logger = logger;
    }

    /// <summary>The name of the node that takes writes.</summary>
    public string PrimaryName => _primary.Name;

    internal IReadOnlyList<MySqlNode> Nodes => [_primary, _replica];

    /// <summary>Opens a connection to the primary.</summary>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <returns>An open connection, to be disposed by the caller.</returns>
    /// <exception cref="MySqlUnavailableException">The primary cannot be reached.</exception>
    public ValueTask<MySqlNodeConnection> OpenPrimaryAsync(CancellationToken cancellationToken = default) =>
        _primary.OpenAsync(cancellationToken);

    /// <summary>
    /// Opens a connection to the replica, or to the primary while the replica cannot be reached.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <returns>An open connection, to be disposed by the caller. Its node may be behind the primary.</returns>
    /// <exception cref="MySqlUnavailableException">Neither node can be reached.</exception>
    public async ValueTask<MySqlNodeConnection> OpenReplicaAsync(CancellationToken cancellationToken = default)
    {
        if (_replicaAvailability.ShouldTry())
        {
            try
            {
                var connection = await _replica.OpenAsync(cancellationToken);
                if (_replicaAvailability.MarkUp())
                {
                    LogReplicaUp(_replica.Name);
                }

                return connection;
            }
            catch (MySqlUnavailableException exception)
            {
                MarkReplicaDown(exception.InnerException!);
            }
        }

        return await _primary.OpenAsync(cancellationToken);
    }

    /// <summary>Runs a query on the replica; if that fails for any reason of MySQL's, runs it on the primary.</summary>
    /// <param name="query">Reads only; may be called twice.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <returns>What the query returned. It may be behind the primary.</returns>
    /// <exception cref="MySqlUnavailableException">Neither node can answer.</exception>
    /// <exception cref="MySqlException">The primary refused the query.</exception>
    public async Task<T> ReadAsync<T>(
        Func<MySqlNodeConnection, CancellationToken, Task<T>> query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);

        await using (var connection = await OpenReplicaAsync(cancellationToken))
        {
            if (connection.Node == _primary.Name)
            {
                return await RunOnPrimaryAsync(connection, query, cancellationToken);
            }

            try
            {
                return await query(connection, cancellationToken);
            }
            catch (MySqlException exception)
            {
                // Also one that is merely behind: a table that is not there yet says nothing about the node's health.
                if (exception.IsNodeFailure())
                {
                    MarkReplicaDown(exception);
                }
            }
        }

        return await OnPrimaryAsync(query, cancellationToken);
    }

    /// <summary>Runs a command on the primary: a write, or a read that must not be behind.</summary>
    /// <param name="command">What to do. It is called once.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <returns>What the command returned.</returns>
    /// <exception cref="MySqlUnavailableException">
    /// The primary cannot be reached, does not answer in time or is read-only. A write may still have been done.
    /// </exception>
    /// <exception cref="MySqlException">The primary refused the command.</exception>
    public async Task<T> OnPrimaryAsync<T>(
        Func<MySqlNodeConnection, CancellationToken, Task<T>> command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);

        await using var connection = await OpenPrimaryAsync(cancellationToken);
        return await RunOnPrimaryAsync(connection, command, cancellationToken);
    }

    private static async Task<T> RunOnPrimaryAsync<T>(
        MySqlNodeConnection connection,
        Func<MySqlNodeConnection, CancellationToken, Task<T>> command,
        CancellationToken cancellationToken)
    {
        try
        {
            return await command(connection, cancellationToken);
        }
        catch (MySqlException exception) when (exception.IsNodeFailure())
        {
            throw new MySqlUnavailableException(connection.Node, exception);
        }
    }

    private void MarkReplicaDown(Exception exception)
    {
        if (_replicaAvailability.MarkDown())
        {
            LogReplicaDown(_replica.Name, _primary.Name, exception.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Replica} is unavailable, reads go to {Primary}: {Reason}")]
    private partial void LogReplicaDown(string replica, string primary, string reason);

    [LoggerMessage(2, LogLevel.Information, "{Replica} is available again, reads go there")]
    private partial void LogReplicaUp(string replica);
}
