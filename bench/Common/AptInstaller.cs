using System.Runtime.Versioning;

namespace Foobar.Bench;

/// <summary>Installs packages on Debian and its like, without a service that would run from then on.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class AptInstaller(string apt, TextWriter output)
{
    private static readonly Dictionary<string, string> s_environment = new() { ["DEBIAN_FRONTEND"] = "noninteractive" };

    public async Task InstallAsync(IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync("apt-get update …");
        await RunAsync(["update"], cancellationToken);
        using var policy = new NoServiceStarts();
        foreach (var package in packages)
        {
            await output.WriteLineAsync($"apt-get install {package} …");
            await RunAsync(["install", "--yes", "--no-install-recommends", package], cancellationToken);
            await DisableAsync(package, cancellationToken);
        }
    }

    // Nor after the next start of the machine. Not every package has a service; in a container there may be none at all.
    private static async Task DisableAsync(string package, CancellationToken cancellationToken)
    {
        if (File.Exists($"/lib/systemd/system/{package}.service") && Programs.Find("systemctl") is { } systemctl)
        {
            await ProgramRun.ExecuteAsync(systemctl, ["disable", package], cancellationToken);
        }
    }

    private Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        // Another apt-get may be at work.
        ProgramRun.ExecuteAsync(apt, ["--quiet=2", "-o", "DPkg::Lock::Timeout=120", .. arguments], cancellationToken, s_environment);
}
