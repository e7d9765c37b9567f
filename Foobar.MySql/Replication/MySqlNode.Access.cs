using Foobar.MySql.Topology;
using MySqlConnector;

namespace Foobar.MySql.Replication;

/// <content>Who may write to a node, and what the manager itself writes.</content>
public sealed partial class MySqlNode
{
    // Closing a node waits for commits under way, and one that is wedged has some that never end.
    private const string BoundedLockWait = "SET SESSION lock_wait_timeout = 1;";

    private MySqlConnection? _reserve;

    /// <summary>
    /// Lets applications write. Both in one statement: a server that was restarted since it was prepared has forgotten what
    /// its commits have to wait for. The node must not be closing itself at the time, which ends that wait on its way.
    /// </summary>
    /// <param name="waitForAcknowledgement">Whether each commit waits for a replica's acknowledgement.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <exception cref="MySqlException">The node does not answer or refuses, or is closing itself.</exception>
    public Task OpenAsync(bool waitForAcknowledgement, CancellationToken cancellationToken) => ChangeAsync(
        $"""
        SET GLOBAL rpl_semi_sync_source_enabled = IF({SelfFence.Hold}, '{(waitForAcknowledgement ? "ON" : "OFF")}', 'of a node that is closing itself'),
            GLOBAL offline_mode = OFF, GLOBAL read_only = OFF, GLOBAL event_scheduler = ON;
        DO {SelfFence.Release}
        """,
        cancellationToken);

    /// <summary>
    /// Lets nobody write anymore, once the commits under way have ended: at most a second, then it is refused
    /// (<c>ER_LOCK_WAIT_TIMEOUT</c>). Applications keep their connections.
    /// </summary>
    public Task CloseAsync(CancellationToken cancellationToken) =>
        ChangeAsync($"{BoundedLockWait} SET GLOBAL super_read_only = ON; {SelfFence.Stop}", cancellationToken);

    /// <summary>
    /// Cuts all applications off at once, then closes the node. The order is what makes it safe: a commit that waits for an
    /// acknowledgement ends when semi-sync is switched off, and by then nobody is left to be told that it succeeded.
    /// </summary>
    public Task FenceAsync(CancellationToken cancellationToken) =>
        ChangeAsync($"""
            SET GLOBAL offline_mode = ON;
            SET GLOBAL rpl_semi_sync_source_enabled = OFF;
            {BoundedLockWait}
            SET GLOBAL super_read_only = ON;
            {SelfFence.Stop}
            """, cancellationToken);

    /// <summary>
    /// Leaves an order to cut all applications off in the socket of a node that does not answer. One that is frozen carries
    /// it out first thing when it thaws; one that is dead never sees it.
    /// </summary>
    public void FenceWhenItAnswers()
    {
        if (Interlocked.Exchange(ref _reserve, null) is { } connection)
        {
            _ = SendAsync(connection);
        }

        static async Task SendAsync(MySqlConnection connection)
        {
            await using (connection)
            {
                await using var command = new MySqlCommand("SET GLOBAL offline_mode = ON", connection) { CommandTimeout = 0 };
                try
                {
                    await command.ExecuteNonQueryAsync();
                }
                catch (MySqlException)
                {
                    // It has ended or is cut off. It is fenced, if need be, when it is seen again.
                }
            }
        }
    }

    /// <summary>Keeps a connection ready for <see cref="FenceWhenItAnswers"/>: a frozen node takes no new one.</summary>
    public async Task KeepReserveAsync(CancellationToken cancellationToken)
    {
        if (_reserve is { State: System.Data.ConnectionState.Open } reserve && await reserve.PingAsync(cancellationToken))
        {
            return;
        }
        if (Interlocked.Exchange(ref _reserve, null) is { } broken)
        {
            await broken.DisposeAsync();
        }
        _reserve = await _dataSource.OpenConnectionAsync(cancellationToken);
    }

    /// <summary>Lets applications read again from a node that is closed.</summary>
    public Task UnfenceAsync(CancellationToken cancellationToken) =>
        ChangeAsync("SET GLOBAL offline_mode = OFF", cancellationToken);

    /// <summary>
    /// Adds a row to the history of terms, and creates what is missing: the manager's schema and the application's database.
    /// The node may be closed to applications.
    /// </summary>
    public async Task RecordHistoryAsync(HistoryEntry entry, string reason, string database, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentException.ThrowIfNullOrEmpty(database);

        // Leaves read_only as it is.
        await ChangeAsync("SET GLOBAL super_read_only = OFF", cancellationToken);
        if (!await AnyAsync("tables WHERE table_name = 'heartbeat' AND table_schema = @name", FailoverSchema.Name, cancellationToken))
        {
            foreach (var statement in FailoverSchema.Create)
            {
                await ChangeAsync(statement, cancellationToken);
            }
        }
        if (!await AnyAsync("schemata WHERE schema_name = @name", database, cancellationToken))
        {
            await ChangeAsync($"CREATE DATABASE IF NOT EXISTS `{database.Replace("`", "``", StringComparison.Ordinal)}`", cancellationToken);
        }
        await ChangeAsync(
            $"INSERT INTO {FailoverSchema.History} (id, term, mode, primary_node, reason) VALUES (@version, @term, @mode, @primary, LEFT(@reason, 1000))",
            cancellationToken,
            ("@version", entry.Version), ("@term", entry.Term), ("@mode", entry.Mode.ToString()), ("@primary", entry.Primary), ("@reason", reason));
    }

    /// <summary>Writes a heartbeat, which proves that the node commits. Waits for as long as the node does.</summary>
    public async Task BeatAsync(ulong term, CancellationToken cancellationToken)
    {
        await using var command = CreateCommand(
            $"""
            INSERT INTO {FailoverSchema.Heartbeat} (id, term, beat_at) VALUES (1, @term, UTC_TIMESTAMP(6))
            ON DUPLICATE KEY UPDATE term = VALUES(term), beat_at = VALUES(beat_at)
            """, ("@term", term));
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // IF NOT EXISTS alone would write a transaction to the binary log each time.
    private async Task<bool> AnyAsync(string query, string name, CancellationToken cancellationToken)
    {
        await using var command = CreateCommand($"SELECT COUNT(*) FROM information_schema.{query}", ("@name", name));
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), provider: null) > 0;
    }
}
