namespace Foobar.GatewayBench.Installation;

/// <summary>Programs that are not part of this repository: found, or else installed.</summary>
internal static class Tools
{
    public const string Haproxy = "haproxy";
    public const string Nginx = "nginx";
    public const string Wrk = "wrk";

    // Servers lie where a user's PATH need not lead.
    private static readonly string[] s_serverFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

    /// <returns>Where each is, by its name.</returns>
    /// <exception cref="BenchException">One is missing and cannot be installed.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> EnsureAsync(IReadOnlyList<string> names, TextWriter output, CancellationToken cancellationToken)
    {
        var missing = names.Where(name => Find(name) is null).ToList();
        if (missing.Count > 0)
        {
            if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess || Find("apt-get") is not { } apt)
            {
                throw new BenchException($"Install {string.Join(", ", missing)} first, for example with: sudo apt-get install {string.Join(' ', missing)}");
            }

            await new AptInstaller(apt, output).InstallAsync(missing, cancellationToken);
        }

        return names.ToDictionary(name => name, name => Find(name) ?? throw new BenchException($"{name} was installed but is not on PATH."));
    }

    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(s_serverFolders)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
