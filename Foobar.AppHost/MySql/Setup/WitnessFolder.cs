namespace Foobar.AppHost.MySql.Setup;

/// <summary>
/// The folder of a failover manager's witness: what it remembers apart from the nodes, so that a node which has lost or not yet
/// got the newest data is not taken for the one that has it.
/// </summary>
internal static class WitnessFolder
{
    /// <summary>The folder of one manager, beside the data that its witness is about.</summary>
    public static string GetPath(MySqlReplicationOptions options, string manager) => Path.Combine(options.DataFolder, manager);

    /// <summary>The file in the folder.</summary>
    public static string GetFile(string folder) => Path.Combine(folder, "witness.json");

    /// <summary>Creates the folder for its owner alone; if asked to, forgets what the witness knew.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be created, or the file not be deleted.</exception>
    public static void Prepare(MySqlReplicationOptions options, string manager)
    {
        var folder = GetPath(options, manager);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
            if (options.Reset)
            {
                File.Delete(GetFile(folder));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException(
                $"'{manager}' cannot use its folder {folder}: {e.Message} Set MySql:DataFolder to a folder that can be written.");
        }
    }
}
