using System.Diagnostics;
using System.Runtime.Versioning;
using Foobar.AppHost.MySql;

namespace Foobar.Tests.AppHost.MySql;

[UnsupportedOSPlatform("windows")]
public sealed class FetchScriptTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly string _cache;
    private readonly Dictionary<string, string> _environment = [];

    public FetchScriptTests() => _cache = _folder.Combine("cache");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_FetchedEarlier_SaysWhereWithoutTouchingTheNetwork()
    {
        _folder.WriteScript("cache/9.1.0-amd64/bin/mysqld", "");
        _folder.WriteScript("cache/9.10.0-amd64/bin/mysqld", "");
        // A run that was killed leaves a folder of another name.
        _folder.WriteScript("cache/.fetch.abc/home/bin/mysqld", "");
        Forbid("apt-get");

        var (exitCode, output, error) = await RunAsync();

        Assert.Equal((0, Path.Combine(_cache, "9.10.0-amd64"), ""), (exitCode, output, error));
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
