using System.Text.Json;
using Foobar.MySql.Replication;
using Foobar.MySql.Topology;

namespace Foobar.Failover.Witness;

/// <summary>A file on the manager's own disk. One manager at a time holds it.</summary>
internal sealed class FileWitness : IWitness, IDisposable
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _path;
    private readonly FileStream _lock;

    /// <exception cref="WitnessException">The folder cannot be written to, or another manager uses the file.</exception>
    public FileWitness(string path)
    {
        _path = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            _lock = new FileStream($"{_path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WitnessException($"The failover manager cannot use its record {_path}: {e.Message} Only one manager may use it at a time.", e);
        }
    }

    public ClusterRecord? Load()
    {
        if (!File.Exists(_path))
        {
            return null;
        }
        try
        {
            using var stream = File.OpenRead(_path);
            return (JsonSerializer.Deserialize<Entry>(stream, s_json) ?? throw new FormatException("It is empty.")).ToRecord();
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new WitnessException($"The failover manager's record {_path} cannot be read: {e.Message} See docs/runbook.md.", e);
        }
    }

    public void Save(ClusterRecord record)
    {
        // The new file is whole and on disk before it takes the name of the old one.
        var next = $"{_path}.next";
        using (var stream = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(stream, Entry.Of(record), s_json);
            stream.Flush(flushToDisk: true);
        }
        File.Move(next, _path, overwrite: true);
        DurableFolder.Flush(Path.GetDirectoryName(_path)!);
    }

    public void Dispose() => _lock.Dispose();

    private sealed record Entry(ulong Version, ulong Term, string Primary, string Mode, Guid ServerUuid, string Held)
    {
        public static Entry Of(ClusterRecord record) =>
            new(record.Version, record.Term, record.Primary, record.Mode.ToString(), record.ServerUuid, record.Held.ToString());

        public ClusterRecord ToRecord() => Version == 0 || Term == 0 || string.IsNullOrEmpty(Primary) || ServerUuid == Guid.Empty
            ? throw new FormatException("It is not complete.")
            : new(Version, Term, Primary, Enum.Parse<ClusterMode>(Mode), ServerUuid, GtidSet.Parse(Held));
    }
}
