namespace Foobar.Bench;

/// <summary>Programs that are not part of this repository: found, or else installed.</summary>
internal static class Tools
{
    public const string Haproxy = "haproxy";
    public const string Nginx = "nginx";
    public const string Wrk = "wrk";
    public const string Chromium = "chromium";

    /// <returns>Where each is, by its name.</returns>
    /// <exception cref="BenchException">One is missing and cannot be installed.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> EnsureAsync(IReadOnlyList<string> names, TextWriter output, CancellationToken cancellationToken)
    {
        var missing = names.Where(name => Programs.Find(name) is null).ToList();
        if (missing.Count > 0)
        {
            if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess || Programs.Find("apt-get") is not { } apt)
            {
                throw new BenchException($"Install {string.Join(", ", missing)} first, for example with: sudo apt-get install {string.Join(' ', missing)}");
            }

            await new AptInstaller(apt, output).InstallAsync(missing, cancellationToken);
        }

        return names.ToDictionary(name => name, name => Programs.Find(name) ?? throw new BenchException($"{name} was installed but is not on PATH."));
    }
}
