using System.Globalization;
using Foobar.MySql.Replication;

namespace Foobar.MySql;

/// <summary>What is asked of a node about its transactions.</summary>
internal interface IGtidQueries
{
    /// <summary>The token of what was just committed on this connection to the primary.</summary>
    Task<ConsistencyToken> ReadTokenAsync(NodeClient node, MySqlNodeConnection connection);

    /// <summary>Waits until the node has what the token says.</summary>
    /// <returns>False if it has not within <paramref name="timeout"/>.</returns>
    Task<bool> WaitAsync(NodeClient node, MySqlNodeConnection connection, ConsistencyToken token, TimeSpan timeout);
}

/// <inheritdoc/>
internal sealed class GtidQueries : IGtidQueries
{
    public async Task<ConsistencyToken> ReadTokenAsync(NodeClient node, MySqlNodeConnection connection)
    {
        await using var command = connection.CreateCommand("SELECT @@GLOBAL.gtid_executed, @@GLOBAL.server_uuid");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var token = ConsistencyToken.From(GtidSet.Parse(reader.GetString(0)), Guid.Parse(reader.GetString(1)));
        node.AddExecuted(token);
        return token;
    }

    public async Task<bool> WaitAsync(
        NodeClient node, MySqlNodeConnection connection, ConsistencyToken token, TimeSpan timeout)
    {
        await using var command = connection.CreateCommand(
            "SELECT WAIT_FOR_EXECUTED_GTID_SET(@gtids, @seconds)",
            ("@gtids", token.ToString()),
            ("@seconds", timeout.TotalSeconds));
        var isThere = Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) == 0;
        if (isThere)
        {
            node.AddExecuted(token);
        }

        return isThere;
    }
}
