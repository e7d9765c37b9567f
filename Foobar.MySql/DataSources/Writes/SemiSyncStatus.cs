using System.Globalization;

namespace Foobar.MySql;

/// <summary>Whether a node's commits get the acknowledgements that they wait for; any account may ask.</summary>
/// <param name="IsSource">Whether commits wait for acknowledgements (<c>Rpl_semi_sync_source_status</c>).</param>
/// <param name="Replicas">Replicas that can acknowledge (<c>Rpl_semi_sync_source_clients</c>).</param>
/// <param name="WaitingSessions">Commits that wait now (<c>Rpl_semi_sync_source_wait_sessions</c>).</param>
/// <param name="Acknowledged">Commits that were acknowledged so far (<c>Rpl_semi_sync_source_yes_tx</c>).</param>
internal readonly record struct SemiSyncStatus(bool IsSource, int Replicas, int WaitingSessions, long Acknowledged)
{
    /// <summary>
    /// Whether a further commit would have to wait: for a replica to come, or for one that has fallen silent. Commits that
    /// wait are a sign of that only if none has been acknowledged since the look before.
    /// </summary>
    /// <param name="acknowledgedBefore"><see cref="Acknowledged"/> at the look before; null if there was none.</param>
    public bool IsStalled(long? acknowledgedBefore) =>
        IsSource && (Replicas == 0 || (WaitingSessions > 0 && (acknowledgedBefore is null || acknowledgedBefore == Acknowledged)));

    public static async Task<SemiSyncStatus> ReadAsync(MySqlNodeConnection connection)
    {
        await using var command = connection.CreateCommand("SHOW GLOBAL STATUS LIKE 'Rpl_semi_sync_source_%'");
        await using var reader = await command.ExecuteReaderAsync();
        var status = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadAsync())
        {
            status[reader.GetString(0)] = reader.GetString(1);
        }

        return new(
            status.GetValueOrDefault("Rpl_semi_sync_source_status") == "ON",
            (int)Number("Rpl_semi_sync_source_clients"),
            (int)Number("Rpl_semi_sync_source_wait_sessions"),
            Number("Rpl_semi_sync_source_yes_tx"));

        long Number(string name) => long.Parse(status.GetValueOrDefault(name, "0"), CultureInfo.InvariantCulture);
    }
}
