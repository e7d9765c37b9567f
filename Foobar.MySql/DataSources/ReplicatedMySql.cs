using Microsoft.Extensions.Logging;
using MySqlConnector;

namespace Foobar.MySql;

/// <summary>
/// Reads from the replica, writes to the primary. A read that the replica cannot answer is asked of the primary, so reads
/// go on while either node lives.
/// </summary>
public sealed partial class ReplicatedMySql
{
    private readonly NodeClient _primary;
    private readonly NodeClient _replica;
    private readonly ILogger _logger;

    // A write whose end nobody has seen may wait for a replica's acknowledgement, and keeps its session on the server.
    private volatile bool _writesMayWait;

    internal ReplicatedMySql(NodeClient primary, NodeClient replica, ILogger<ReplicatedMySql> logger)
    {
        _primary = primary;
        _replica = replica;
        _logger = logger;
    }

    internal IReadOnlyList<NodeClient> Nodes => [_primary, _replica];

    /// <summary>Opens a connection to the primary.</summary>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <returns>An open connection, to be disposed by the caller.</returns>
    /// <exception cref="MySqlUnavailableException">The primary cannot be reached.</exception>
    public ValueTask<MySqlNodeConnection> OpenPrimaryAsync(CancellationToken cancellationToken = default) =>
        OpenAsync(_primary, cancellationToken);

    /// <summary>
    /// Opens a connection to the replica, or to the primary while the replica cannot be reached.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <returns>An open connection, to be disposed by the caller. Its node may be behind the primary.</returns>
    /// <exception cref="MySqlUnavailableException">Neither node can be reached.</exception>
    public async ValueTask<MySqlNodeConnection> OpenReplicaAsync(CancellationToken cancellationToken = default)
    {
        if (_replica.Availability.ShouldTry())
        {
            try
            {
                return await OpenAsync(_replica, cancellationToken);
            }
            catch (MySqlUnavailableException)
            {
                // Marked down and logged; the primary can answer as well.
            }
        }

        return await OpenAsync(_primary, cancellationToken);
    }

    /// <summary>Runs a query on the replica; if MySQL fails it there for any reason, runs it on the primary.</summary>
    /// <param name="query">Reads only; may be called twice.</param>
    /// <param name="isMiss">
    /// Tells an answer that may be one only because the replica is behind, such as "no such row": the primary is asked too,
    /// if it can be reached.
    /// </param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <returns>What the query returned. It may be behind the primary.</returns>
    /// <exception cref="MySqlUnavailableException">Neither node can answer.</exception>
    /// <exception cref="MySqlException">The primary refused the query.</exception>
    public async Task<T> ReadAsync<T>(
        Func<MySqlNodeConnection, CancellationToken, Task<T>> query,
        Func<T, bool>? isMiss = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);

        await using (var connection = await OpenReplicaAsync(cancellationToken))
        {
            if (connection.Node == _primary.Name)
            {
                return await RunAsync(_primary, connection, query, cancellationToken);
            }

            try
            {
                var result = await RunAsync(_replica, connection, query, cancellationToken);
                if (isMiss is null || !isMiss(result) || !_primary.Availability.ShouldTry())
                {
                    return result;
                }

                return await OrElseAsync(() => QueryPrimaryAsync(query, cancellationToken), result);
            }
            catch (Exception exception) when (exception is MySqlUnavailableException or MySqlException)
            {
                // Not only a node at fault: a table that has not reached the replica yet is there on the primary.
            }
        }

        return await QueryPrimaryAsync(query, cancellationToken);
    }

    /// <summary>Runs a command on the primary: a write, or a read that must not be behind.</summary>
    /// <param name="command">What to do. It is called once.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <returns>What the command returned.</returns>
    /// <exception cref="MySqlUnavailableException">
    /// The primary cannot be reached, does not answer in time, is read-only, or has commits that wait for a replica. A write
    /// may still have been done.
    /// </exception>
    /// <exception cref="MySqlException">The primary refused the command.</exception>
    public async Task<T> OnPrimaryAsync<T>(
        Func<MySqlNodeConnection, CancellationToken, Task<T>> command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);

        await using var connection = await OpenPrimaryAsync(cancellationToken);
        if (_writesMayWait)
        {
            await EnsureAcknowledgedAsync(connection, cancellationToken);
        }

        try
        {
            return await RunAsync(_primary, connection, command, cancellationToken);
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or MySqlUnavailableException { InnerException: MySqlException { ErrorCode: MySqlErrorCode.CommandTimeoutExpired } })
        {
            _writesMayWait = true;
            throw;
        }
    }

    // One look instead of one more session that waits without end.
    private async Task EnsureAcknowledgedAsync(MySqlNodeConnection connection, CancellationToken cancellationToken)
    {
        var acknowledgement = await RunAsync(_primary, connection, SemiSyncStatus.ReadAsync, cancellationToken);
        if (acknowledgement.IsStalled)
        {
            throw new MySqlUnavailableException(_primary.Name, new TimeoutException("Its commits wait for a replica's acknowledgement."));
        }

        _writesMayWait = false;
    }

    private async Task<T> QueryPrimaryAsync<T>(
        Func<MySqlNodeConnection, CancellationToken, Task<T>> query, CancellationToken cancellationToken)
    {
        await using var connection = await OpenPrimaryAsync(cancellationToken);
        return await RunAsync(_primary, connection, query, cancellationToken);
    }

    private static async Task<T> OrElseAsync<T>(Func<Task<T>> read, T otherwise)
    {
        try
        {
            return await read();
        }
        catch (MySqlUnavailableException)
        {
            return otherwise;
        }
    }

    private async ValueTask<MySqlNodeConnection> OpenAsync(NodeClient node, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await node.OpenAsync(cancellationToken);
            if (node.Availability.MarkUp())
            {
                LogUp(node.Name);
            }

            return connection;
        }
        catch (MySqlUnavailableException exception)
        {
            MarkDown(node, exception);
            throw;
        }
    }

    private async Task<T> RunAsync<T>(
        NodeClient node,
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
            var unavailable = new MySqlUnavailableException(node.Name, exception);
            MarkDown(node, unavailable);
            throw unavailable;
        }
    }

    private void MarkDown(NodeClient node, MySqlUnavailableException exception)
    {
        if (node.Availability.MarkDown())
        {
            LogDown(exception.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Reason}")]
    private partial void LogDown(string reason);

    [LoggerMessage(2, LogLevel.Information, "MySQL node '{Node}' is available again")]
    private partial void LogUp(string node);
}
