using MySqlConnector;

namespace Foobar.MySql;

/// <summary>An open connection that knows which node it leads to. Whoever lent it closes it.</summary>
/// <remarks>
/// Commands get no cancellation token. MySqlConnector notices one only between packets, and asks a server that may hang to
/// kill the query. A command that nobody waits for ends by its time-out, which closes the connection.
/// </remarks>
public sealed class MySqlNodeConnection : IAsyncDisposable
{
    private readonly int _commandTimeout;

    internal MySqlNodeConnection(string node, MySqlConnection connection, TimeSpan commandTimeout)
    {
        Node = node;
        Connection = connection;
        _commandTimeout = Math.Max(1, (int)Math.Ceiling(commandTimeout.TotalSeconds));
    }

    /// <summary>The name of the node, such as <c>mysql-2</c>.</summary>
    public string Node { get; }

    /// <summary>The open connection.</summary>
    public MySqlConnection Connection { get; }

    /// <summary>Creates a command on the connection that ends with the time left for the whole operation.</summary>
    /// <param name="sql">The statement; values go into parameters, never into the text.</param>
    /// <param name="parameters">Names, with their <c>@</c>, and values.</param>
    /// <returns>The command, to be disposed by the caller.</returns>
    public MySqlCommand CreateCommand(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = new MySqlCommand(sql, Connection) { CommandTimeout = _commandTimeout };
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
