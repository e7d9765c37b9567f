using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Foobar.Bench;
using Foobar.Tests.AppHost.MySql;

namespace Foobar.Tests.AppHost.Kubernetes.Running;

/// <summary>
/// Addresses on the loopback for pods, and their names, which only processes started from here know: each has a mount namespace
/// with an /etc/hosts of its own, so that it can be given the very names of the manifests.
/// </summary>
internal sealed class PodNetwork(TestFolder folder)
{
    // A program finds its folder read-only, as in an image. Of the shells, bash alone passes on variables with a hyphen.
    private const string Launcher = """
        mount --bind "$0" /etc/hosts
        mount --bind "$1" "$1"
        mount -o remount,ro,bind "$1"
        cd "$1"
        shift
        exec "$@"
        """;

    private readonly string _prefix = string.Create(
        CultureInfo.InvariantCulture, $"127.{RandomNumberGenerator.GetInt32(1, 255)}.{RandomNumberGenerator.GetInt32(255)}.");
    private readonly List<string> _hosts = ["127.0.0.1 localhost"];
    private int _last;

    /// <summary>A new address, by a name if it has one.</summary>
    public string Add(string? name = null)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"{_prefix}{++_last}");
        if (name is not null)
        {
            _hosts.Add($"{address} {name}");
            File.WriteAllLines(HostsFile, _hosts);
        }
        return address;
    }

    /// <summary>How a program is to be started that lies in a folder.</summary>
    public ProcessStartInfo CreateStart(string programFolder, params string[] command) =>
        new("unshare", ["--mount", "bash", "-euc", Launcher, HostsFile, programFolder, .. command]) { RedirectStandardOutput = true, RedirectStandardError = true };

    /// <summary>A test that cannot have namespaces is skipped.</summary>
    public static async Task RequireAsync()
    {
        var isPossible = Programs.Find("unshare") is { } unshare && await RunAsync(unshare, "--mount", "mount", "--bind", "/etc/hosts", "/etc/hosts") == 0;
        Assert.SkipUnless(isPossible, "Mount namespaces, which give a process an /etc/hosts of its own, need Linux and root.");
    }

    private string HostsFile => folder.Combine("hosts");

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
