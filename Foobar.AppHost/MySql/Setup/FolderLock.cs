namespace Foobar.AppHost.MySql.Setup;

/// <summary>The folders that this AppHost has to itself until it ends, however it ends. The servers' script locks theirs alike.</summary>
internal sealed class FolderLock : IDisposable
{
    private const string FileName = ".lock";

    private readonly Dictionary<string, FileStream> _held = [];

    /// <summary>Takes the folder; one that is held already stays so.</summary>
    public bool TryTake(string folder)
    {
        if (_held.ContainsKey(folder))
        {
            return true;
        }
        if (TryOpen(folder) is not { } file)
        {
            return false;
        }
        _held[folder] = file;
        return true;
    }

    /// <summary>Whether nobody holds the folder now.</summary>
    public static bool IsFree(string folder)
    {
        using var file = TryOpen(folder);
        return file is not null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var file in _held.Values)
        {
            file.Dispose();
        }
        _held.Clear();
    }

    // On Unix this is flock(2), on Windows the sharing mode: either ends with the process and is not inherited.
    private static FileStream? TryOpen(string folder)
    {
        try
        {
            return new(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
