using Foobar.MySql.Replication;
using Foobar.MySql.Topology;
using MySqlConnector;

namespace Foobar.MySql;

/// <summary>Looks at a node, over a connection of its own: those of the requests may all be stuck.</summary>
internal sealed class NodeProbe : IAsyncDisposable
{
    private const MySqlErrorCode ServerOfflineMode = (MySqlErrorCode)3032;

    private const string Query = $"""
        SELECT @@GLOBAL.server_uuid, @@GLOBAL.read_only, @@GLOBAL.offline_mode, @@GLOBAL.gtid_executed;
        SELECT (SELECT term FROM {FailoverSchema.History} ORDER BY id DESC LIMIT 1),
               (SELECT beat_at FROM {FailoverSchema.Heartbeat} ORDER BY id LIMIT 1);
        """;

    private readonly string _name;
    private readonly TimeSpan _timeout;
    private readonly MySqlDataSource _dataSource;

    public NodeProbe(string name, string connectionString, TimeSpan timeout)
    {
        _name = name;
        _timeout = timeout;
        var seconds = (uint)Math.Ceiling(timeout.TotalSeconds);
        _dataSource = new MySqlDataSource(new MySqlConnectionStringBuilder(connectionString)
        {
            // The node may be there before the database is.
            Database = "",
            ConnectionTimeout = seconds,
            DefaultCommandTimeout = seconds,
            CancellationTimeout = -1,
            ConnectionReset = false,
            MinimumPoolSize = 0,
            MaximumPoolSize = 2,
        }.ConnectionString);
    }

    /// <summary>Looks at the node; that it does not answer is what is seen and no exception.</summary>
    public async Task<NodeLook> LookAsync()
    {
        var query = QueryAsync();
        try
        {
            return await query.WaitAsync(_timeout);
        }
        catch (TimeoutException)
        {
            query.Forget();
            return NodeLook.Dead(_name, $"gave no answer within {_timeout.TotalSeconds:0.###} s");
        }
        catch (MySqlException exception) when (exception.ErrorCode == ServerOfflineMode)
        {
            return NodeLook.Fenced(_name);
        }
        catch (Exception exception)
        {
            // Whatever it is, the next look has to happen.
            return NodeLook.Dead(_name, exception.Message);
        }
    }

    public ValueTask DisposeAsync() => _dataSource.DisposeAsync();

    private async Task<NodeLook> QueryAsync()
    {
        await using var connection = await _dataSource.OpenConnectionAsync();
        await using var command = new MySqlCommand(Query, connection);
        await using var reader = await command.ExecuteReaderAsync();

        await reader.ReadAsync();
        if (reader.GetBoolean(2))
        {
            return NodeLook.Fenced(_name);
        }

        var answer = new NodeAnswer(
            Guid.Parse(reader.GetString(0)), reader.GetBoolean(1), 0, null, GtidSet.Parse(reader.GetString(3)));
        try
        {
            await reader.NextResultAsync();
            await reader.ReadAsync();
            return new NodeLook(_name, answer with
            {
                Term = reader.IsDBNull(0) ? 0 : reader.GetFieldValue<ulong>(0),
                Beat = reader.IsDBNull(1) ? null : reader.GetDateTime(1),
            });
        }
        catch (MySqlException exception) when (exception.ErrorCode is
            MySqlErrorCode.NoSuchTable or MySqlErrorCode.UnknownDatabase or MySqlErrorCode.TableAccessDenied)
        {
            // Before the first term there is no such schema.
            return new NodeLook(_name, answer);
        }
    }
}
