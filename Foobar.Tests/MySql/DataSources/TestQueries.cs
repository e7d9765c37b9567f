using System.Globalization;
using Foobar.MySql;
using MySqlConnector;

namespace Foobar.Tests.MySql.DataSources;

/// <summary>Statements on the table of <see cref="ReplicatedServers"/>.</summary>
internal static class TestQueries
{
    /// <summary>Inserts a row whose name is unique, so it may be repeated. Returns the node.</summary>
    public static async Task<string> InsertOnceAsync(MySqlNodeConnection connection, string name)
    {
        try
        {
            return await InsertAsync(connection, name);
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.DuplicateKeyEntry)
        {
            return connection.Node;
        }
    }

    /// <summary>Inserts a row. Returns the node.</summary>
    public static async Task<string> InsertAsync(MySqlNodeConnection connection, string? name)
    {
        await using var command = connection.CreateCommand("INSERT INTO foobar.t (name) VALUES (@name)", ("@name", name));
        await command.ExecuteNonQueryAsync();
        return connection.Node;
    }

    /// <summary>Counts rows, and says which node did.</summary>
    public static async Task<(string Node, int Count)> CountAsync(MySqlNodeConnection connection, string name)
    {
        await using var command = connection.CreateCommand("SELECT COUNT(*) FROM foobar.t WHERE name = @name", ("@name", name));
        return (connection.Node, Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture));
    }
}
