namespace Foobar.AppHost.MySql.Setup;

/// <summary>The folders of the servers' data.</summary>
internal static class DataFolder
{
    // Only a folder with this file in it was made here, and only such a folder is ever deleted.
    private const string Marker = ".mysql-node";

    /// <summary>The folder of one server.</summary>
    public static string GetPath(MySqlReplicationOptions options, string server) => Path.Combine(options.DataFolder, server);

    /// <summary>Makes sure that the folder can be used, before anything is started.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be created or written to.</exception>
    public static void Check(MySqlReplicationOptions options, string resource)
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
    }

    /// <summary>Creates a server's folder; if asked to, deletes what is in it first.</summary>
    /// <returns>Whether data was deleted.</returns>
    /// <exception cref="DistributedApplicationException">The folder holds something that was not made here.</exception>
    public static bool Prepare(MySqlReplicationOptions options, string server)
    {
        var folder = GetPath(options, server);
        var marker = Path.Combine(folder, Marker);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(marker))
        {
            throw new DistributedApplicationException(
                $"The folder {folder} holds something else than data of '{server}'. Move it away or set MySql:DataFolder to another folder.");
        }

        var reset = options.Reset && Directory.Exists(folder);
        if (reset)
        {
            Directory.Delete(folder, recursive: true);
        }
        Directory.CreateDirectory(folder);
        File.WriteAllText(marker, $"Data of the MySQL server {server}. MySql:Reset=true deletes this folder.{Environment.NewLine}");
        return reset;
    }
}
