using System.Diagnostics;
using System.Globalization;
using MySqlConnector;

namespace Foobar.MySql.Replication;

/// <content>What makes a node a source or a replica.</content>
public sealed partial class MySqlNode
{
    private static readonly TimeSpan s_restart = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_applierPoll = TimeSpan.FromMilliseconds(5);

    // How the processlist calls the threads of the server itself, and what the applier's coordinator does that has nothing to do.
    private const string SystemUser = "system user";
    private const string HasAppliedAll = "Replica has read all relay log";

    /// <summary>Makes commits wait for an acknowledgement.</summary>
    public Task EnableSemiSyncSourceAsync(CancellationToken cancellationToken) =>
        ChangeAsync("SET GLOBAL rpl_semi_sync_replica_enabled = OFF, GLOBAL rpl_semi_sync_source_enabled = ON", cancellationToken);

    /// <summary>Lets commits go on without an acknowledgement, those that wait for one included.</summary>
    public Task DisableSemiSyncSourceAsync(CancellationToken cancellationToken) =>
        ChangeAsync("SET GLOBAL rpl_semi_sync_source_enabled = OFF", cancellationToken);

    /// <summary>
    /// Makes the node receive from <paramref name="source"/> and acknowledge what it receives, and take no writes. One that
    /// follows another source already has to forget it first.
    /// </summary>
    /// <remarks>
    /// The account is given with each start and kept in memory only, so the password is on no disk of the replica.
    /// </remarks>
    /// <exception cref="MySqlException">The node does not answer or refuses.</exception>
    public async Task ReceiveAsync(NodeAddress source, string user, string password, CancellationToken cancellationToken)
    {
        await ChangeAsync($"""
            {BoundedLockWait}
            SET GLOBAL super_read_only = ON;
            SET GLOBAL rpl_semi_sync_replica_enabled = ON
            """, cancellationToken);

        var state = await ReadStateAsync(cancellationToken);
        if (state.Replica is null)
        {
            await ChangeAsync("""
                CHANGE REPLICATION SOURCE TO SOURCE_HOST = @host, SOURCE_PORT = @port, SOURCE_SSL = 1, SOURCE_AUTO_POSITION = 1,
                    SOURCE_HEARTBEAT_PERIOD = 0.5, SOURCE_CONNECT_RETRY = 1, SOURCE_RETRY_COUNT = 0
                """, cancellationToken, ("@host", source.Host), ("@port", source.Port));
        }
        else if (state.Replica.IsReceiverStarted && !state.IsSemiSyncReplicaActive)
        {
            // Semi-sync is agreed upon when the receiver connects.
            await StopReceiverAsync(cancellationToken);
        }

        await ChangeAsync("START REPLICA IO_THREAD USER = @user PASSWORD = @password", cancellationToken, ("@user", user), ("@password", password));
    }

    /// <summary>Lets a node that receives apply what it receives, and wait for nobody's acknowledgement in doing so.</summary>
    /// <remarks>On a node that was a source a moment ago this takes a second, in which MySQL ends a thread of its own.</remarks>
    public Task FollowAsync(CancellationToken cancellationToken) =>
        ChangeAsync("SET GLOBAL rpl_semi_sync_source_enabled = OFF; START REPLICA SQL_THREAD", cancellationToken);

    /// <summary>Stops the receiving thread: from then on the node acknowledges nothing anymore.</summary>
    public Task StopReceiverAsync(CancellationToken cancellationToken) =>
        ChangeAsync("STOP REPLICA IO_THREAD", cancellationToken);

    /// <summary>Starts the applying thread, so that what was received gets applied.</summary>
    public Task StartApplierAsync(CancellationToken cancellationToken) =>
        ChangeAsync("START REPLICA SQL_THREAD", cancellationToken);

    /// <summary>
    /// Makes a replica one no more, whose receiver has stopped. Its relay log is deleted: all whole transactions in it must
    /// have been applied.
    /// </summary>
    public async Task ForgetSourceAsync(CancellationToken cancellationToken)
    {
        await EndIdleApplierAsync(cancellationToken);
        await ChangeAsync("STOP REPLICA; RESET REPLICA ALL", cancellationToken);
    }

    /// <summary>
    /// Throws away all data of the node and takes that of another, then restarts (MySQL manual, 7.6.7 "The Clone Plugin").
    /// The node keeps its <c>server_uuid</c> and comes back read-only.
    /// </summary>
    /// <param name="donor">The node whose data is taken.</param>
    /// <param name="user">An account on the donor with <c>BACKUP_ADMIN</c>.</param>
    /// <param name="password">Its password.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Gives up the connection; the node may go on by itself.</param>
    /// <exception cref="MySqlException">The node or the donor refuses, or it takes too long.</exception>
    /// <exception cref="TimeoutException">The node has the data and does not come back.</exception>
    public async Task CloneAsync(NodeAddress donor, string user, string password, TimeSpan timeout, CancellationToken cancellationToken)
    {
        // A clone is refused under super_read_only once there are user schemas (ER_OPTION_PREVENTS_STATEMENT); read_only, which
        // stays on, keeps applications out.
        await ChangeAsync("STOP REPLICA IO_THREAD", cancellationToken);
        await EndIdleApplierAsync(cancellationToken);
        await ChangeAsync($"""
            {BoundedLockWait}
            SET GLOBAL read_only = ON;
            SET GLOBAL super_read_only = OFF;
            SET GLOBAL rpl_semi_sync_source_enabled = OFF;
            STOP REPLICA;
            SET GLOBAL clone_valid_donor_list = @donor
            """, cancellationToken, ("@donor", donor.ToString()));

        try
        {
            // No parameters: the grammar takes literals only.
            await ChangeAsync(
                $"CLONE INSTANCE FROM {Quote(user)}@{Quote(donor.Host)}:{donor.Port} IDENTIFIED BY {Quote(password)} REQUIRE SSL", timeout, cancellationToken);
        }
        catch (MySqlException e) when (e.ErrorCode != MySqlErrorCode.CommandTimeoutExpired && IsRestart(e))
        {
            // The server restarts to use the data.
        }
        await WaitForRestartAsync(cancellationToken);
    }

    /// <summary>
    /// Ends an applier once it waits for more, which will not come. If the last it got was part of a transaction, it would give
    /// the rest a minute when told to stop (MY-010584), and heed nothing else from then on; killed, it rolls that part back at
    /// once. Whoever tells it to stop has to wait for its end, therefore.
    /// </summary>
    private Task EndIdleApplierAsync(CancellationToken cancellationToken) => InSessionAsync(
        async session =>
        {
            var started = Stopwatch.GetTimestamp();
            while (await FindAsync(session, SystemUser, cancellationToken) is { Count: > 0 } threads
                && Stopwatch.GetElapsedTime(started) < Timeout / 2)
            {
                foreach (var (id, state) in threads)
                {
                    if (state.StartsWith(HasAppliedAll, StringComparison.Ordinal))
                    {
                        await KillAsync(session, id, cancellationToken);
                    }
                }

                await Task.Delay(s_applierPoll, cancellationToken);
            }
        },
        cancellationToken);

    // It answers for a moment more before it restarts, and until a node is back nothing can be done to it.
    private async Task WaitForRestartAsync(CancellationToken cancellationToken)
    {
        var ended = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(ended) is var elapsed && elapsed < s_restart)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            try
            {
                await ClearPoolAsync(cancellationToken);
                await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
                await using var command = new MySqlCommand("SHOW GLOBAL STATUS LIKE 'Uptime'", connection);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                if (await reader.ReadAsync(cancellationToken) && int.Parse(reader.GetString(1), CultureInfo.InvariantCulture) <= elapsed.TotalSeconds)
                {
                    return;
                }
            }
            catch (MySqlException)
            {
                // Not yet.
            }
        }
        throw new TimeoutException($"{Name} has not come back within {s_restart.TotalSeconds:0} s after its data was replaced.");
    }

    private static bool IsRestart(MySqlException exception) =>
        exception.ErrorCode is MySqlErrorCode.ServerShutdown or MySqlErrorCode.UnableToConnectToHost
        || exception.InnerException is IOException or System.Net.Sockets.SocketException or EndOfStreamException;

    private static string Quote(string text) =>
        $"'{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
