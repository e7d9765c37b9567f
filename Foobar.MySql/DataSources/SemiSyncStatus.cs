using System.Globalization;

namespace Foobar.MySql;

/// <summary>Whether a node's commits get the acknowledgements that they wait for; any account may ask.</summary>
/// <param name="IsSource">Whether commits wait for acknowledgements (<c>Rpl_semi_sync_source_status</c>).</param>
/// <param name="Replicas">Replicas that can acknowledge (<c>Rpl_semi_sync_source_clients</c>).</param>
/// <param name="WaitingSessions">Commits that wait now (<c>Rpl_semi_sync_source_wait_sessions</c>).</param>
internal readonly record struct SemiSyncStatus(bool IsSource, int Replicas, int WaitingSessions)
{
    /// <summary>Whether a further commit would have to wait: for a replica to come, or for one that has fallen silent.</summary>
    public bool IsStalled => IsSource && (Replicas == 0 || WaitingSessions > 0);

    public static async Task<SemiSyncStatus> ReadAsync(MySqlNodeConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand("SHOW GLOBAL STATUS LIKE 'Rpl_semi_sync_source_%'");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var status = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadAsync(cancellationToken))
        {
            status[reader.GetString(0)] = reader.GetString(1);
        }

        return new(
            status.GetValueOrDefault("Rpl_semi_sync_source_status") == "ON",
            Number("Rpl_semi_sync_source_clients"),
            Number("Rpl_semi_sync_source_wait_sessions"));

        int Number(string name) => int.Parse(status.GetValueOrDefault(name, "0"), CultureInfo.InvariantCulture);
    }
}
