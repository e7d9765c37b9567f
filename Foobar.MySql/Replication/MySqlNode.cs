using System.Data.Common;
using System.Globalization;
using MySqlConnector;

namespace Foobar.MySql.Replication;

/// <summary>
/// One MySQL server of a replicated pair, seen by its manager: reads its state and changes its part in replication.
/// </summary>
/// <remarks>
/// The account needs <c>REPLICATION CLIENT</c>, <c>REPLICATION_SLAVE_ADMIN</c>, <c>SYSTEM_VARIABLES_ADMIN</c>,
/// <c>CONNECTION_ADMIN</c> and, on the databases that it creates, <c>CREATE</c>.
/// Every change may be repeated. None of them decides anything: whoever calls has looked before.
/// </remarks>
public sealed class MySqlNode : IAsyncDisposable
{
    private const string StateQuery = """
        SELECT @@GLOBAL.server_uuid, VERSION(), @@GLOBAL.read_only, @@GLOBAL.super_read_only, @@GLOBAL.gtid_executed,
               @@GLOBAL.rpl_semi_sync_source_enabled, @@GLOBAL.rpl_semi_sync_replica_enabled;
        SHOW GLOBAL STATUS WHERE Variable_name IN
            ('Rpl_semi_sync_source_status', 'Rpl_semi_sync_source_clients', 'Rpl_semi_sync_replica_status');
        SHOW REPLICA STATUS;
        """;

    // A relay log that is longer than this takes several calls to apply; each is bounded so that it can be cancelled.
    private static readonly TimeSpan s_applyWait = TimeSpan.FromSeconds(20);

    private readonly MySqlDataSource _dataSource;

    /// <summary>Creates the node; connects when first asked something.</summary>
    /// <param name="name">The node's name, for people.</param>
    /// <param name="connectionString">How the manager reaches it, with the manager's account.</param>
    /// <param name="timeout">How long to wait for a connection and for an answer, in whole seconds of at least 1.</param>
    public MySqlNode(string name, string connectionString, TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.FromSeconds(1));
        Name = name;
        Timeout = timeout;
        _dataSource = new MySqlDataSource(new MySqlConnectionStringBuilder(connectionString)
        {
            ConnectionTimeout = (uint)timeout.TotalSeconds,
            DefaultCommandTimeout = (uint)timeout.TotalSeconds,
            // A hung server answers no KILL either: give the socket up at once.
            CancellationTimeout = -1,
            MaximumPoolSize = 4,
        }.ConnectionString);
    }

    /// <summary>The node's name, for people.</summary>
    public string Name { get; }

    /// <summary>How long a connection or an answer may take.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Looks at the node; that it does not answer is an observation, not an exception.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<NodeObservation> ObserveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new(Name, await ReadStateAsync(cancellationToken), null);
        }
        catch (MySqlException e)
        {
            return new(Name, null, e.ErrorCode switch
            {
                MySqlErrorCode.UnableToConnectToHost => "does not answer",
                MySqlErrorCode.CommandTimeoutExpired => $"gave no answer within {Timeout.TotalSeconds:0} s",
                _ => $"does not answer: {e.Message}",
            });
        }
    }

    /// <summary>Reads the node's state in one round trip.</summary>
    /// <exception cref="MySqlException">The node does not answer or refuses.</exception>
    public async Task<NodeState> ReadStateAsync(CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand(StateQuery);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);

        await reader.ReadAsync(cancellationToken);
        var state = new NodeState
        {
            ServerUuid = Guid.Parse(reader.GetString(0)),
            Version = reader.GetString(1),
            IsReadOnly = reader.GetBoolean(2),
            IsSuperReadOnly = reader.GetBoolean(3),
            Executed = GtidSet.Parse(reader.GetString(4)),
            IsSemiSyncSourceEnabled = reader.GetBoolean(5),
            IsSemiSyncReplicaEnabled = reader.GetBoolean(6),
            IsSemiSyncSourceActive = false,
            IsSemiSyncReplicaActive = false,
            SemiSyncReplicas = 0,
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
            SemiSyncReplicas = int.Parse(status["Rpl_semi_sync_source_clients"], CultureInfo.InvariantCulture),
            Replica = await reader.ReadAsync(cancellationToken) ? ReadReplicaStatus(reader) : null,
        };
    }

    /// <summary>Makes commits wait for an acknowledgement, before the node is opened for writes.</summary>
    public Task EnableSemiSyncSourceAsync(CancellationToken cancellationToken) =>
        ExecuteAsync("SET GLOBAL rpl_semi_sync_replica_enabled = OFF, GLOBAL rpl_semi_sync_source_enabled = ON", cancellationToken);

    /// <summary>
    /// Makes the node a read-only replica of <paramref name="source"/> that acknowledges what it receives.
    /// </summary>
    /// <remarks>
    /// The account is given with each start and kept in memory only, so the password is on no disk of the replica.
    /// What the relay log holds from a former address is applied before it is given up.
    /// </remarks>
    /// <exception cref="TimeoutException">The relay log was not applied in time; a later call goes on.</exception>
    /// <exception cref="MySqlException">The node does not answer or refuses.</exception>
    public async Task FollowAsync(NodeAddress source, string user, string password, CancellationToken cancellationToken)
    {
        await ExecuteAsync("""
            SET GLOBAL super_read_only = ON, GLOBAL rpl_semi_sync_source_enabled = OFF, GLOBAL rpl_semi_sync_replica_enabled = ON
            """, cancellationToken);

        var state = await ReadStateAsync(cancellationToken);
        if (state.Replica?.Source != source)
        {
            if (state.Replica is not null)
            {
                await ApplyRelayLogAsync(state, cancellationToken);
                await ExecuteAsync("STOP REPLICA", cancellationToken);
            }
            await ExecuteAsync("""
                CHANGE REPLICATION SOURCE TO SOURCE_HOST = @host, SOURCE_PORT = @port, SOURCE_SSL = 1, SOURCE_AUTO_POSITION = 1,
                    SOURCE_HEARTBEAT_PERIOD = 0.5, SOURCE_CONNECT_RETRY = 1, SOURCE_RETRY_COUNT = 0
                """, cancellationToken, ("@host", source.Host), ("@port", source.Port));
        }
        else if (state.Replica.IsReceiverStarted && !state.IsSemiSyncReplicaActive)
        {
            // Semi-sync is agreed upon when the receiver connects.
            await ExecuteAsync("STOP REPLICA IO_THREAD", cancellationToken);
        }

        await ExecuteAsync("START REPLICA USER = @user PASSWORD = @password", cancellationToken, ("@user", user), ("@password", password));
    }

    /// <summary>Lets applications write.</summary>
    public Task OpenAsync(CancellationToken cancellationToken) =>
        ExecuteAsync("SET GLOBAL read_only = OFF", cancellationToken);

    /// <summary>Creates a database if there is none of that name; the statement is replicated.</summary>
    public async Task CreateDatabaseAsync(string database, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(database);
        // IF NOT EXISTS alone would write a transaction to the binary log each time.
        await using var command = CreateCommand(
            "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = @name", ("@name", database));
        if (Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) == 0)
        {
            var quoted = $"`{database.Replace("`", "``", StringComparison.Ordinal)}`";
            await ExecuteAsync($"CREATE DATABASE IF NOT EXISTS {quoted}", cancellationToken);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _dataSource.DisposeAsync();

    private async Task ApplyRelayLogAsync(NodeState state, CancellationToken cancellationToken)
    {
        if (state.Executed.Contains(state.Held))
        {
            return;
        }

        await ExecuteAsync("START REPLICA SQL_THREAD", cancellationToken);
        await using var command = CreateCommand(
            "SELECT WAIT_FOR_EXECUTED_GTID_SET(@held, @seconds)",
            ("@held", state.Held.ToString()), ("@seconds", s_applyWait.TotalSeconds));
        command.CommandTimeout = (int)(s_applyWait + Timeout).TotalSeconds;
        if (Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) != 0)
        {
            throw new TimeoutException($"{Name} has not applied its relay log within {s_applyWait.TotalSeconds:0} s.");
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        await using var command = CreateCommand(sql, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private DbCommand CreateCommand(string sql, params (string Name, object Value)[] parameters)
    {
        var command = _dataSource.CreateCommand(sql);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.Add(new MySqlParameter(name, value));
        }
        return command;
    }

    private static ReplicaStatus ReadReplicaStatus(DbDataReader row)
    {
        string Text(string column) => row[column] as string ?? "";
        var lag = row["Seconds_Behind_Source"];
        return new()
        {
            Source = new(Text("Source_Host"), Convert.ToInt32(row["Source_Port"], CultureInfo.InvariantCulture)),
            SourceUuid = Guid.TryParse(Text("Source_UUID"), out var uuid) ? uuid : null,
            IsReceiving = Text("Replica_IO_Running") == "Yes",
            IsReceiverStarted = Text("Replica_IO_Running") != "No",
            IsApplying = Text("Replica_SQL_Running") == "Yes",
            Retrieved = GtidSet.Parse(Text("Retrieved_Gtid_Set")),
            Lag = lag is DBNull ? null : TimeSpan.FromSeconds(Convert.ToInt64(lag, CultureInfo.InvariantCulture)),
            ReceiverError = Text("Last_IO_Error"),
            ApplierError = Text("Last_SQL_Error"),
        };
    }
}
