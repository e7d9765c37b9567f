namespace Foobar.Hosting.Orchestration.Processes;

/// <summary>Finds a program the way a shell does.</summary>
internal static class ExecutableFinder
{
    public static string? Find(string command)
    {
        if (command.Contains(Path.DirectorySeparatorChar) || command.Contains(Path.AltDirectorySeparatorChar))
        {
            return File.Exists(command) ? Path.GetFullPath(command) : null;
        }

        var names = OperatingSystem.IsWindows() ? new[] { command, command + ".exe", command + ".cmd" } : [command];
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return directories.SelectMany(directory => names.Select(name => Path.Combine(directory, name))).FirstOrDefault(File.Exists);
    }
}
