using System.Diagnostics;

namespace Foobar.AppHost.MySql.Setup;

/// <summary>The folders of the servers' data.</summary>
internal static class DataFolder
{
    // Only a folder with this file in it was made here, and only such a folder is ever deleted.
    private const string Marker = ".mysql-node";

    private static readonly TimeSpan s_serverEnd = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(100);

    /// <summary>The folder of one server.</summary>
    public static string GetPath(MySqlReplicationOptions options, string server) => Path.Combine(options.DataFolder, server);

    /// <summary>Makes sure that the folder can be used, by this AppHost alone, before anything is started.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be created or written to, or is in use.</exception>
    public static void Check(MySqlReplicationOptions options, string resource, FolderLock folderLock)
    {
        try
        {
            Directory.CreateDirectory(options.DataFolder);
            var probe = Path.Combine(options.DataFolder, $".write-{Guid.NewGuid():N}");
            File.Create(probe, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException(
                $"'{resource}' cannot write to its data folder {options.DataFolder}: {e.Message} Set MySql:DataFolder to a folder that can be written.");
        }

        if (!folderLock.TryTake(options.DataFolder))
        {
            throw new DistributedApplicationException(
                $"'{resource}' cannot use its data folder {options.DataFolder}: it is in use by another AppHost. Stop that one or set MySql:DataFolder to another folder.");
        }
    }

    /// <summary>Makes sure that a server's folder is one that was made here and that no server runs in it.</summary>
    /// <exception cref="DistributedApplicationException">It is something else, or a server still uses it.</exception>
    public static async Task CheckServerAsync(MySqlReplicationOptions options, string server, CancellationToken cancellationToken)
    {
        var folder = GetPath(options, server);
        if (!Directory.Exists(folder))
        {
            return;
        }
        if (Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, Marker)))
        {
            throw new DistributedApplicationException(
                $"The folder {folder} holds something else than data of '{server}'. Move it away or set MySql:DataFolder to another folder.");
        }

        // A server whose AppHost was killed is on its way out.
        var since = Stopwatch.GetTimestamp();
        while (!FolderLock.IsFree(folder))
        {
            if (Stopwatch.GetElapsedTime(since) > s_serverEnd)
            {
                throw new DistributedApplicationException($"A MySQL server still runs on the folder {folder}. End it first.");
            }
            await Task.Delay(s_poll, cancellationToken);
        }
    }

    /// <summary>Creates a server's folder, which has been checked; if asked to, deletes what is in it first.</summary>
    /// <returns>Whether data was deleted.</returns>
    public static bool Prepare(MySqlReplicationOptions options, string server)
    {
        var folder = GetPath(options, server);
        var reset = options.Reset && Directory.Exists(folder);
        if (reset)
        {
            Directory.Delete(folder, recursive: true);
        }
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, Marker), $"Data of the MySQL server {server}. MySql:Reset=true deletes this folder.{Environment.NewLine}");
        return reset;
    }
}
