using System.Globalization;
using MySqlConnector;

namespace Foobar.Chaos.ReadYourWrites;

/// <summary>Makes a replica show what it receives only some time later.</summary>
/// <param name="replica">How the failover manager reaches the replica.</param>
internal sealed class ReplicaDelay(MySqlConnectionStringBuilder replica)
{
    public async Task SetAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        await using var connection = new MySqlConnection(replica.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        string[] statements =
        [
            "STOP REPLICA SQL_THREAD",
            string.Create(CultureInfo.InvariantCulture, $"CHANGE REPLICATION SOURCE TO SOURCE_DELAY = {delay.TotalSeconds:0}"),
            "START REPLICA SQL_THREAD",
        ];
        foreach (var statement in statements)
        {
            await using var command = new MySqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
