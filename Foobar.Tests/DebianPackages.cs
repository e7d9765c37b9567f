using System.Diagnostics;

namespace Foobar.Tests;

/// <summary>
/// Programs that tests need and few machines have: found, or else installed with apt where this is Debian or Ubuntu and the
/// user is root, as in a container.
/// </summary>
internal static class DebianPackages
{
    private static readonly SemaphoreSlim s_oneAtATime = new(1);

    // Where Debian puts the programs of administrators, which the PATH of others leaves out.
    private static readonly string[] s_administratorFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

    /// <summary>The path of a program; a test that cannot have it is skipped, in CI (where <c>CI</c> is set) it fails.</summary>
    public static async Task<string> RequireAsync(string program, string package, CancellationToken cancellationToken)
    {
        var (path, reason) = await FindOrInstallAsync(program, package, cancellationToken);
        if (path is null)
        {
            Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), reason);
            Assert.Fail(reason);
        }

        return path;
    }

    private static async Task<(string? Path, string Reason)> FindOrInstallAsync(string program, string package, CancellationToken cancellationToken)
    {
        await s_oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (Find(program) is { } present)
            {
                return (present, "");
            }

            var reason = $"{program} is not on this machine; it is in Debian's package {package}";
            if (!Environment.IsPrivilegedProcess || Find("apt-get") is not { } apt)
            {
                return (null, $"{reason}, which only root can install.");
            }

            // Past the test runner, which keeps what a test prints for itself: a test run that changes the machine says so.
            await using (var console = Console.OpenStandardError())
            await using (var writer = new StreamWriter(console))
            {
                await writer.WriteLineAsync($"Installing {package} with apt-get: a test needs {program}.");
            }

            // The lists of packages are absent in most containers, and older than the packages elsewhere.
            var output = await RunAsync(apt, ["update", "-q"], cancellationToken)
                + await RunAsync(apt, ["install", "-y", "-q", "--no-install-recommends", package], cancellationToken);
            return (Find(program), $"{reason}, and apt-get could not install it: {output}");
        }
        finally
        {
            s_oneAtATime.Release();
        }
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(OperatingSystem.IsWindows() ? [] : s_administratorFolders)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{program}.exe" : program))
        .FirstOrDefault(File.Exists);

    private static async Task<string> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        // Another apt-get may be at work.
        var start = new ProcessStartInfo(program, ["-o", "DPkg::Lock::Timeout=120", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        await output;
        return await error;
    }
}
