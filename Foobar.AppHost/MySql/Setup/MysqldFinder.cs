namespace Foobar.AppHost.MySql.Setup;

/// <summary>Looks for servers on this machine.</summary>
internal static class MysqldFinder
{
    public const string SettingPlace = "MySql:Mysqld";

    private static readonly string[] s_subfolders = ["bin", "sbin", "libexec", Path.Combine("usr", "sbin")];

    // Distributions put servers where PATH of an ordinary user does not lead.
    private static readonly string[] s_wellKnownFolders = ["/usr/sbin", "/usr/local/sbin", "/usr/libexec"];

    /// <summary>Looks at what the setting names: a server or its home folder.</summary>
    public static async Task<MysqldProbe> ProbeSettingAsync(string value, CancellationToken cancellationToken) =>
        File.Exists(value)
            ? await ProbeAsync(SettingPlace, value, cancellationToken)
            : await ProbeHomeAsync(SettingPlace, value, cancellationToken);

    /// <summary>Looks at all other places, the preferred first.</summary>
    public static async Task<IReadOnlyList<MysqldProbe>> ProbePlacesAsync(string cacheFolder, CancellationToken cancellationToken)
    {
        var home = Environment.GetEnvironmentVariable("MYSQL_HOME");
        var onPath = FindOnPath("mysqld", s_wellKnownFolders);
        var cached = FindCached(cacheFolder);
        return
        [
            string.IsNullOrEmpty(home)
                ? MysqldProbe.Missing("MYSQL_HOME", "MYSQL_HOME is not set")
                : await ProbeHomeAsync("MYSQL_HOME", home, cancellationToken),
            onPath is null
                ? MysqldProbe.Missing("PATH", "PATH has no mysqld")
                : await ProbeAsync("PATH", onPath, cancellationToken),
            cached is null
                ? MysqldProbe.Missing("the cache", $"none was fetched into {cacheFolder} yet")
                : await ProbeAsync("the cache", cached, cancellationToken),
        ];
    }

    /// <summary>Judges one server by running it.</summary>
    public static async Task<MysqldProbe> ProbeAsync(string place, string mysqld, CancellationToken cancellationToken)
    {
        var result = await CommandRunner.TryRunAsync(mysqld, ["--no-defaults", "--version"], TimeSpan.FromSeconds(10), cancellationToken);
        return MysqldProbe.Judge(place, mysqld, result is { ExitCode: 0 } ? result.Output : null);
    }

    /// <summary>The file of that name in the first folder of PATH, or of <paramref name="more"/>, that has it.</summary>
    public static string? FindOnPath(string name, params ReadOnlySpan<string> more)
    {
        var fileName = OperatingSystem.IsWindows() ? $"{name}.exe" : name;
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), .. more];
        return folders.Select(folder => Path.Combine(folder, fileName)).FirstOrDefault(File.Exists);
    }

    private static async Task<MysqldProbe> ProbeHomeAsync(string place, string home, CancellationToken cancellationToken)
    {
        var mysqld = s_subfolders.Select(folder => Path.Combine(home, folder, "mysqld")).FirstOrDefault(File.Exists);
        return mysqld is null
            ? MysqldProbe.Missing(place, $"{place} is {home}, where there is no mysqld")
            : await ProbeAsync(place, mysqld, cancellationToken);
    }

    // fetch-mysql.sh names a folder <version>-<architecture> once it is complete.
    private static string? FindCached(string cacheFolder) => !Directory.Exists(cacheFolder)
        ? null
        : Directory.EnumerateDirectories(cacheFolder)
            .Where(folder => Version.TryParse(GetVersion(folder), out _))
            .OrderByDescending(folder => Version.Parse(GetVersion(folder)))
            .Select(folder => Path.Combine(folder, "bin", "mysqld"))
            .FirstOrDefault(File.Exists);

    private static string GetVersion(string folder) => Path.GetFileName(folder).Split('-')[0];
}
