using System.Text;

namespace Foobar.Failover.Witness;

/// <summary>A file on the manager's own disk. One manager at a time holds it.</summary>
internal sealed class FileWitness : IWitness, IDisposable
{
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
            return RecordJson.Read(File.ReadAllText(_path));
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new WitnessException($"The failover manager's record {_path} cannot be read: {e.Message} See docs/runbook.md.", e);
        }
    }

    public Task SaveAsync(ClusterRecord record, CancellationToken cancellationToken)
    {
        // The new file is whole and on disk before it takes the name of the old one.
        var next = $"{_path}.next";
        using (var stream = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(Encoding.UTF8.GetBytes(RecordJson.Write(record)));
            stream.Flush(flushToDisk: true);
        }
        File.Move(next, _path, overwrite: true);
        DurableFolder.Flush(Path.GetDirectoryName(_path)!);
        return Task.CompletedTask;
    }

    public void Dispose() => _lock.Dispose();
}
