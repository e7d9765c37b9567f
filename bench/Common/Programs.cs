namespace Foobar.Bench;

/// <summary>Programs of the machine.</summary>
internal static class Programs
{
    // Servers and what is for administrators lie where a user's PATH need not lead.
    private static readonly string[] s_serverFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

    /// <returns>Where it is; null if it is not on this machine.</returns>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(OperatingSystem.IsWindows() ? [] : s_serverFolders)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name))
        .FirstOrDefault(File.Exists);
}
