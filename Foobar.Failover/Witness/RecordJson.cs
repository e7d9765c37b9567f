using System.Text.Json;
using Foobar.MySql.Replication;
using Foobar.MySql.Topology;

namespace Foobar.Failover.Witness;

/// <summary>The record as text.</summary>
internal static class RecordJson
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Write(ClusterRecord record) => JsonSerializer.Serialize(
        new Entry(record.Version, record.Term, record.Primary, record.Mode.ToString(), record.ServerUuid, record.Held.ToString()), s_json);

    /// <exception cref="FormatException">It is no record, or not a whole one.</exception>
    public static ClusterRecord Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Entry>(text, s_json) switch
            {
                null => throw new FormatException("It is empty."),
                { Version: > 0, Term: > 0, Primary.Length: > 0 } entry when entry.ServerUuid != Guid.Empty =>
                    new(entry.Version, entry.Term, entry.Primary, Enum.Parse<ClusterMode>(entry.Mode), entry.ServerUuid, GtidSet.Parse(entry.Held)),
                _ => throw new FormatException("It is not complete."),
            };
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private sealed record Entry(ulong Version, ulong Term, string Primary, string Mode, Guid ServerUuid, string Held);
}
