using System.Data.Common;
using MySqlConnector;

namespace Foobar.MySql.Replication;

/// <summary>
/// One MySQL server of a replicated pair, seen by its manager: reads its state and changes its part in replication.
/// </summary>
/// <remarks>
/// The account needs <c>REPLICATION CLIENT</c>, <c>REPLICATION_SLAVE_ADMIN</c>, <c>SYSTEM_VARIABLES_ADMIN</c>,
/// <c>CONNECTION_ADMIN</c>, <c>CLONE_ADMIN</c>, <c>RELOAD</c>, <c>PROCESS</c>, <c>SYSTEM_USER</c>, all but <c>DROP</c> on the
/// schema <c>failover</c> and <c>CREATE</c> on the application's database. Every change may be repeated. None of them decides
/// anything: whoever calls has looked before.
/// </remarks>
public sealed partial class MySqlNode : IAsyncDisposable
{
    private readonly MySqlDataSource _dataSource;
    private readonly string _sessionString;
    private readonly string _user;
    private readonly IChangePermit? _permit;

    /// <summary>Creates the node; connects when first asked something.</summary>
    /// <param name="name">The node's name, for people.</param>
    /// <param name="connectionString">How the manager reaches it, with the manager's account.</param>
    /// <param name="timeout">How long to wait for a connection and for an answer, in whole seconds of at least 1.</param>
    /// <param name="permit">Is asked before anything is changed; without it, this manager is the only one.</param>
    public MySqlNode(string name, string connectionString, TimeSpan timeout, IChangePermit? permit = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.FromSeconds(1));
        Name = name;
        Timeout = timeout;
        _permit = permit;
        var settings = new MySqlConnectionStringBuilder(connectionString)
        {
            ConnectionTimeout = (uint)timeout.TotalSeconds,
            DefaultCommandTimeout = (uint)timeout.TotalSeconds,
            // A hung server answers no KILL either: give the socket up at once.
            CancellationTimeout = -1,
            // No session state is left behind, so there is nothing to reset.
            ConnectionReset = false,
            MaximumPoolSize = 8,
        };
        _dataSource = new MySqlDataSource(settings.ConnectionString);
        settings.Pooling = false;
        _sessionString = settings.ConnectionString;
        _user = settings.UserID;
    }

    /// <summary>The node's name, for people.</summary>
    public string Name { get; }

    /// <summary>How long a connection or an answer may take.</summary>
    public TimeSpan Timeout { get; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var connection in new[] { Interlocked.Exchange(ref _reserve, null), Interlocked.Exchange(ref _session, null) })
        {
            await (connection?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        _changing.Dispose();
        await _dataSource.DisposeAsync();
    }

    private async Task ClearPoolAsync(CancellationToken cancellationToken)
    {
        await using var connection = _dataSource.CreateConnection();
        await MySqlConnection.ClearPoolAsync(connection, cancellationToken);
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
}
