using Foobar.MySql.Replication;
using MySqlConnector;

namespace Foobar.MySql;

/// <summary>A node of the pair as its clients see it: how to connect to it, and which transactions it is known to have.</summary>
internal sealed class NodeClient(string name, Func<ValueTask<MySqlConnection>> connect, Func<Task> clearPool)
{
    private volatile GtidSet _executed = GtidSet.Empty;

    public NodeClient(string name, MySqlDataSource dataSource)
        : this(name, () => dataSource.OpenConnectionAsync(), () => ClearPoolAsync(dataSource))
    {
    }

    public string Name { get; } = name;

    /// <summary>Holds writes back while commits are not acknowledged.</summary>
    public CommitGate Gate { get; } = new();

    /// <exception cref="MySqlException">No connection could be had, for whatever reason.</exception>
    public async Task<MySqlNodeConnection> OpenAsync(TimeSpan commandTimeout) =>
        new(Name, await connect(), commandTimeout);

    /// <summary>Closes what the pool keeps, now or when it is given back: it leads to a server that is not what it was.</summary>
    public Task ClearPoolAsync() => clearPool();

    public bool HasExecuted(ConsistencyToken token) => _executed.Contains(token.Gtids);

    /// <summary>The node said what it has, all of it: less than before after it was built anew.</summary>
    public void SetExecuted(GtidSet executed) => _executed = executed;

    /// <summary>A wait has shown that the node has this too.</summary>
    public void AddExecuted(ConsistencyToken token) => _executed = _executed.Union(token.Gtids);

    private static async Task ClearPoolAsync(MySqlDataSource dataSource)
    {
        await using var connection = dataSource.CreateConnection();
        await MySqlConnection.ClearPoolAsync(connection);
    }
}
