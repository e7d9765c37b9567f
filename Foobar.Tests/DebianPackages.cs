using Foobar.Bench;

namespace Foobar.Tests;

/// <summary>
/// Programs that tests need and few machines have: found, or else installed with apt where this is Debian or Ubuntu and the
/// user is root, as in a container.
/// </summary>
internal static class DebianPackages
{
    private static readonly SemaphoreSlim s_oneAtATime = new(1);

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

    /// <summary>The path of a program; null, and why, if it cannot be had.</summary>
    public static async Task<(string? Path, string Reason)> FindOrInstallAsync(string program, string package, CancellationToken cancellationToken)
    {
        await s_oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (Programs.Find(program) is { } present)
            {
                return (present, "");
            }

            var reason = $"{program} is not on this machine; it is in Debian's package {package}";
            if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess || Programs.Find("apt-get") is not { } apt)
            {
                return (null, $"{reason}, which only root can install.");
            }

            // Past the test runner, which keeps what a test prints for itself: a test run that changes the machine says so.
            await using var console = Console.OpenStandardError();
            await using var writer = new StreamWriter(console) { AutoFlush = true };
            await writer.WriteLineAsync($"A test needs {program}.");
            await new AptInstaller(apt, writer).InstallAsync([package], cancellationToken);
            return (Programs.Find(program), $"{reason}, and apt-get installed it without that program.");
        }
        catch (BenchException exception)
        {
            return (null, $"{program} is not on this machine, and {package} could not be installed: {exception.Message}");
        }
        finally
        {
            s_oneAtATime.Release();
        }
    }
}
