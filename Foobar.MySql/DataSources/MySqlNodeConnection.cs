using MySqlConnector;

namespace Foobar.MySql;

/// <summary>An open connection that knows which node it leads to. Dispose it to give the connection back to the pool.</summary>
public sealed class MySqlNodeConnection : IAsyncDisposable
{
    internal MySqlNodeConnection(string node, MySqlConnection connection)
    {
        Node = node;
        Connection = connection;
    }

    /// <summary>The name of the node, such as <c>mysql-2</c>.</summary>
    public string Node { get; }

    /// <summary>The open connection.</summary>
    public MySqlConnection Connection { get; }

    /// <summary>Creates a command on the connection.</summary>
    /// <param name="sql">The statement; values go into parameters, never into the text.</param>
    /// <param name="parameters">Names, with their <c>@</c>, and values.</param>
    /// <returns>The command, to be disposed by the caller.</returns>
    public MySqlCommand CreateCommand(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = new MySqlCommand(sql, Connection);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
