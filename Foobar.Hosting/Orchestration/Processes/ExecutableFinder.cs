namespace Foobar.Hosting.Orchestration.Processes;

/// <summary>Finds a program the way a shell does.</summary>
internal static class ExecutableFinder
{
    public static string? Find(string command, string workingDirectory)
    {
        if (command.Contains(Path.DirectorySeparatorChar) || command.Contains(Path.AltDirectorySeparatorChar))
        {
            var path = Path.GetFullPath(command, workingDirectory);
            return File.Exists(path) ? path : null;
        }

        var names = OperatingSystem.IsWindows() ? new[] { command, command + ".exe", command + ".cmd" } : [command];
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return directories.SelectMany(directory => names.Select(name => Path.Combine(directory, name))).FirstOrDefault(File.Exists);
    }
}
