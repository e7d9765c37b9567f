using Foobar.MySql.Replication;
using MySqlConnector;

namespace Foobar.MySql;

/// <summary>A node of the pair as its clients see it: how to connect to it, and which transactions it is known to have.</summary>
internal sealed class NodeClient(
    string name, Func<ValueTask<MySqlConnection>> connect, Func<ValueTask<MySqlConnection>> connectToRead, Func<Task> clearPools)
{
    private volatile GtidSet _executed = GtidSet.Empty;

    /// <param name="name">The node's name.</param>
    /// <param name="writes">Connections for writes.</param>
    /// <param name="reads">Connections for reads.</param>
    public NodeClient(string name, MySqlDataSource writes, MySqlDataSource reads)
        : this(name, () => writes.OpenConnectionAsync(), () => reads.OpenConnectionAsync(), () => Task.WhenAll(ClearPoolAsync(writes), ClearPoolAsync(reads)))
    {
    }

    public string Name { get; } = name;

    /// <summary>Holds writes back while commits are not acknowledged.</summary>
    public CommitGate Gate { get; } = new();

    /// <exception cref="MySqlException">No connection could be had, for whatever reason.</exception>
    public async Task<MySqlNodeConnection> OpenAsync(TimeSpan commandTimeout) =>
        new(Name, await connect(), commandTimeout);

    /// <summary>Opens a connection that may have broken since it was used last, which costs a read no more than another try.</summary>
    /// <exception cref="MySqlException">No connection could be had, for whatever reason.</exception>
    public async Task<MySqlNodeConnection> OpenToReadAsync(TimeSpan commandTimeout) =>
        new(Name, await connectToRead(), commandTimeout);

    /// <summary>Closes what the pools keep, now or when it is given back: it leads to a server that is not what it was.</summary>
    public Task ClearPoolAsync() => clearPools();

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
