using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Foobar.AppHost.MySql;

namespace Foobar.Tests.AppHost.MySql;

[UnsupportedOSPlatform("windows")]
public sealed class FetchScriptTests : IDisposable
{
    // As Debian calls it.
    private static readonly string s_architecture = RuntimeInformation.OSArchitecture == Architecture.X64 ? "amd64" : "arm64";

    private readonly TestFolder _folder = new();
    private readonly string _cache;
    private readonly Dictionary<string, string> _environment = [];

    public FetchScriptTests() => _cache = _folder.Combine("cache");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_FetchedEarlier_SaysWhereWithoutTouchingTheNetwork()
    {
        _folder.WriteScript($"cache/9.1.0-{s_architecture}/bin/mysqld", "");
        _folder.WriteScript($"cache/9.10.0-{s_architecture}/bin/mysqld", "");
        // A run that was killed leaves a folder of another name.
        _folder.WriteScript("cache/.fetch.abc/home/bin/mysqld", "");
        Forbid("apt-get");

        var (exitCode, output, error) = await RunAsync();

        Assert.Equal((0, Path.Combine(_cache, $"9.10.0-{s_architecture}"), ""), (exitCode, output, error));
    }

    [Fact]
    public async Task Run_FetchedEarlierButDoesNotRun_TakesOneThatDoesAndLeavesOtherArchitecturesAlone()
    {
        _folder.WriteScript($"cache/8.4.0-{s_architecture}/bin/mysqld", "");
        _folder.WriteScript($"cache/10.1.0-{s_architecture}/bin/mysqld", "");
        _folder.WriteScript($"cache/10.2.0-{s_architecture}/bin/mysqld", "exit 1\n");
        _folder.WriteScript("cache/10.3.0-other/bin/mysqld", "exit 1\n");
        Forbid("apt-get");

        var (exitCode, output, _) = await RunAsync();

        Assert.Equal((0, Path.Combine(_cache, $"10.1.0-{s_architecture}")), (exitCode, output));
        Assert.False(Directory.Exists(Path.Combine(_cache, $"10.2.0-{s_architecture}")));
        Assert.True(Directory.Exists(Path.Combine(_cache, "10.3.0-other")));
    }

    [Fact]
    public async Task Run_CallerIsGone_EndsWithAllThatItStarted()
    {
        // The first command of a fetch, which never ends here.
        var idFile = _folder.Combine("id");
        _folder.WriteScript("bin/df", $"echo $$ > \"{idFile}.new\"; mv \"{idFile}.new\" \"{idFile}\"; exec sleep infinity\n");
        var start = new ProcessStartInfo("/bin/bash", [MySqlScripts.Fetch, _cache, "--with-caller"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_folder.Combine("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        try
        {
            while (!File.Exists(idFile))
            {
                Assert.False(process.HasExited);
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            process.StandardInput.Close();

            await LinuxProcess.WaitForEndAsync(int.Parse(await File.ReadAllTextAsync(idFile, TestContext.Current.CancellationToken), CultureInfo.InvariantCulture), TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.NotEqual(0, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    [Fact]
    public async Task Run_NoApt_SaysSo()
    {
        // A PATH with all that the script needs but apt.
        foreach (var tool in new[] { "bash", "mkdir", "env" })
        {
            File.CreateSymbolicLink(_folder.Combine(tool), $"/bin/{tool}");
        }
        _environment["PATH"] = _folder.Path;

        var (exitCode, output, error) = await RunAsync();

        Assert.Equal((1, "", "Cannot fetch MySQL: this machine has no apt."), (exitCode, output, error));
    }

    [Fact]
    public async Task Run_CacheCannotBeWritten_SaysSo()
    {
        File.WriteAllText(_folder.Combine("file"), "");

        var (exitCode, _, error) = await RunAsync(_folder.Combine("file", "cache"));

        Assert.Equal((1, $"Cannot fetch MySQL: the folder {_folder.Combine("file", "cache")} cannot be written."), (exitCode, error));
    }

    [Fact]
    public async Task Run_DiskFull_SaysSo()
    {
        _folder.WriteScript("bin/df", "echo head; echo 'x 1000 990 10 99% /'\n");
        _environment["PATH"] = $"{_folder.Combine("bin")}:{Environment.GetEnvironmentVariable("PATH")}";

        var (exitCode, _, error) = await RunAsync();

        Assert.Equal((1, $"Cannot fetch MySQL: {_cache} has 10 MB free; 700 MB are needed."), (exitCode, error));
    }

    [Fact]
    public async Task Run_NoNetwork_SaysSoInOneLineAndLeavesNothing()
    {
        // The machine's own archives, behind a proxy that is not there.
        File.WriteAllText(_folder.Combine("apt.conf"), "Acquire::Retries \"0\";\n");
        _environment["APT_CONFIG"] = _folder.Combine("apt.conf");
        _environment["http_proxy"] = _environment["https_proxy"] = "http://127.0.0.1:1";

        var (exitCode, output, error) = await RunAsync();

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Matches(@"^Reading the package lists of .*\nCannot fetch MySQL: the package lists cannot be read: [^\n]*$", error);
        Assert.Equal([".lock"], Directory.EnumerateFileSystemEntries(_cache).Select(Path.GetFileName));
    }

    private void Forbid(string command)
    {
        _folder.WriteScript($"bin/{command}", $"echo '{command} was called' >&2; exit 99\n");
        _environment["PATH"] = $"{_folder.Combine("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string? cache = null)
    {
        var start = new ProcessStartInfo("/bin/bash", [MySqlScripts.Fetch, cache ?? _cache]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, (await output).TrimEnd(), (await error).TrimEnd());
    }
}
