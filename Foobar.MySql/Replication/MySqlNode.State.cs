using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Foobar.MySql.Topology;
using MySqlConnector;

namespace Foobar.MySql.Replication;

/// <content>What a node says about itself.</content>
public sealed partial class MySqlNode
{
    // The time limit tells an open node that a manager looks after it: mysql-fence.sql counts them.
    private const string StateQuery = """
        SELECT /*+ MAX_EXECUTION_TIME(1000) */ @@GLOBAL.server_uuid, VERSION(), @@GLOBAL.read_only, @@GLOBAL.super_read_only, @@GLOBAL.offline_mode,
               @@GLOBAL.gtid_executed, @@GLOBAL.rpl_semi_sync_source_enabled, @@GLOBAL.rpl_semi_sync_replica_enabled;
        SHOW GLOBAL STATUS WHERE Variable_name IN
            ('Rpl_semi_sync_source_status', 'Rpl_semi_sync_source_clients', 'Rpl_semi_sync_source_wait_sessions',
             'Rpl_semi_sync_replica_status');
        SHOW REPLICA STATUS;
        """;

    private const string HistoryQuery =
        $"SELECT id, term, mode, primary_node FROM {FailoverSchema.History} ORDER BY id DESC LIMIT 1";

    /// <summary>Looks at the node; that it does not answer is an observation, not an exception.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<NodeObservation> ObserveAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            return new(Name, await ReadStateAsync(cancellationToken), null);
        }
        catch (MySqlException e)
        {
            return new(Name, null, e.ErrorCode switch
            {
                MySqlErrorCode.AccessDenied or MySqlErrorCode.HostNotPrivileged or MySqlErrorCode.HostIsBlocked
                    or MySqlErrorCode.ConnectionCountError or MySqlErrorCode.TableAccessDenied => $"refuses the manager: {e.Message}",
                _ => "does not answer",
            }, e.ErrorCode == MySqlErrorCode.UnableToConnectToHost && Stopwatch.GetElapsedTime(started) < Timeout / 4);
        }
    }

    /// <summary>Reads the node's state.</summary>
    /// <exception cref="MySqlException">The node does not answer or refuses.</exception>
    public async Task<NodeState> ReadStateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        var state = await ReadStateAsync(connection, cancellationToken);
        return state with { History = await ReadHistoryAsync(connection, cancellationToken) };
    }

    private static async Task<NodeState> ReadStateAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(StateQuery, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);

        await reader.ReadAsync(cancellationToken);
        var state = new NodeState
        {
            ServerUuid = Guid.Parse(reader.GetString(0)),
            Version = reader.GetString(1),
            IsReadOnly = reader.GetBoolean(2),
            IsSuperReadOnly = reader.GetBoolean(3),
            IsFenced = reader.GetBoolean(4),
            Executed = GtidSet.Parse(reader.GetString(5)),
            IsSemiSyncSourceEnabled = reader.GetBoolean(6),
            IsSemiSyncReplicaEnabled = reader.GetBoolean(7),
            IsSemiSyncSourceActive = false,
            IsSemiSyncReplicaActive = false,
            SemiSyncReplicas = 0,
            WaitingCommits = 0,
        };

        await reader.NextResultAsync(cancellationToken);
        var status = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadAsync(cancellationToken))
        {
            status[reader.GetString(0)] = reader.GetString(1);
        }

        await reader.NextResultAsync(cancellationToken);
        return state with
        {
            IsSemiSyncSourceActive = status["Rpl_semi_sync_source_status"] == "ON",
            IsSemiSyncReplicaActive = status["Rpl_semi_sync_replica_status"] == "ON",
            SemiSyncReplicas = Number("Rpl_semi_sync_source_clients"),
            WaitingCommits = Number("Rpl_semi_sync_source_wait_sessions"),
            Replica = await reader.ReadAsync(cancellationToken) ? ReadReplicaStatus(reader) : null,
        };

        int Number(string name) => int.Parse(status[name], CultureInfo.InvariantCulture);
    }

    private static async Task<HistoryEntry?> ReadHistoryAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = new MySqlCommand(HistoryQuery, connection);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken)
                ? new(reader.GetUInt64(0), reader.GetUInt64(1), Enum.Parse<ClusterMode>(reader.GetString(2)), reader.GetString(3))
                : null;
        }
        catch (MySqlException e) when (e.ErrorCode is MySqlErrorCode.NoSuchTable or MySqlErrorCode.UnknownDatabase)
        {
            return null;
        }
    }

    private static ReplicaStatus ReadReplicaStatus(DbDataReader row)
    {
        string Text(string column) => row[column] as string ?? "";
        int Number(string column) => Convert.ToInt32(row[column], CultureInfo.InvariantCulture);
        var lag = row["Seconds_Behind_Source"];
        return new()
        {
            Source = new(Text("Source_Host"), Number("Source_Port")),
            SourceUuid = Guid.TryParse(Text("Source_UUID"), out var uuid) ? uuid : null,
            IsReceiving = Text("Replica_IO_Running") == "Yes",
            IsReceiverStarted = Text("Replica_IO_Running") != "No",
            IsApplying = Text("Replica_SQL_Running") == "Yes",
            Retrieved = GtidSet.Parse(Text("Retrieved_Gtid_Set")),
            Lag = lag is DBNull ? null : TimeSpan.FromSeconds(Convert.ToInt64(lag, CultureInfo.InvariantCulture)),
            ReceiverError = Text("Last_IO_Error"),
            ReceiverErrorNumber = Number("Last_IO_Errno"),
            ApplierError = Text("Last_SQL_Error"),
        };
    }
}
