using System.Runtime.Versioning;
using Aspire.Hosting;
using Foobar.AppHost.MySql.Faults;

namespace Foobar.Tests.AppHost.MySql.Faults;

[UnsupportedOSPlatform("windows")]
public sealed class SignalTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestServer _server;

    public SignalTests() => _server = new TestServer("server", _folder.Combine("server"), 1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Process_FrozenThawedAndKilled_DoesAsItIsTold()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks at processes through /proc.");
        await _server.StartAsync();
        var id = _server.ReadServerProcessId();

        await SendAsync(NodeSignal.Freeze);
        await WaitForStateAsync(id, isHalted: true);

        await SendAsync(NodeSignal.Thaw);
        await WaitForStateAsync(id, isHalted: false);
        Assert.Equal(["1"], await _server.QueryAsync("app", "SELECT 1"));

        await SendAsync(NodeSignal.Freeze);
        await SendAsync(NodeSignal.Kill);
        Assert.Equal(137, await _server.WaitForExitAsync());
    }

    [Fact]
    public async Task Process_Frozen_CanStillBeStopped()
    {
        await _server.StartAsync();
        await SendAsync(NodeSignal.Freeze);

        Assert.Equal(0, await _server.StopAsync());
    }

    [Fact]
    public async Task Process_ThatDoesNotRun_IsRefused()
    {
        var problem = await Assert.ThrowsAsync<DistributedApplicationException>(() => SendAsync(NodeSignal.Kill));
        Assert.StartsWith("No server runs in", problem.Message);

        Directory.CreateDirectory(_server.DataFolder);
        await File.WriteAllTextAsync(Path.Combine(_server.DataFolder, "mysqld.pid"), $"{int.MaxValue}\n", Token);
        problem = await Assert.ThrowsAsync<DistributedApplicationException>(() => SendAsync(NodeSignal.Kill));
        Assert.StartsWith($"SIGKILL could not be sent to process {int.MaxValue}: ", problem.Message);
    }

    [Fact]
    public async Task Start_AfterAKill_LeavesNoProcessIdThatMayBeAnothersByNow()
    {
        await _server.StartAsync();
        await _server.KillAsync();
        var pidFile = Path.Combine(_server.DataFolder, "mysqld.pid");
        Assert.True(File.Exists(pidFile));
        _server.Environment["MYSQLD"] = _folder.WriteScript("bin/mysqld", $"""
            case "$*" in
              *--datadir=*) [ ! -e "{pidFile}" ] || exit 99 ;;
            esac
            exec "{await InstalledMySql.Mysqld}" "$@"
            """);

        await _server.StartAsync();
    }

    [Theory]
    [InlineData(NodeSignal.Kill, "kill --signal KILL box")]
    [InlineData(NodeSignal.Freeze, "pause box")]
    [InlineData(NodeSignal.Thaw, "unpause box")]
    internal async Task Container_Signal_IsTheRuntimesCommand(NodeSignal signal, string command)
    {
        var runtime = _folder.WriteScript("docker", $"echo \"$@\" >> \"{_folder.Combine("calls")}\"\n");

        await ContainerSignals.SendAsync(runtime, "box", signal, Token);

        Assert.Equal([command], await File.ReadAllLinesAsync(_folder.Combine("calls"), Token));
    }

    [Fact]
    public async Task Container_RuntimeRefuses_SaysWhatItSays()
    {
        var runtime = _folder.WriteScript("docker", "echo 'no such container' >&2; exit 1\n");

        var problem = await Assert.ThrowsAsync<DistributedApplicationException>(() => ContainerSignals.SendAsync(runtime, "box", NodeSignal.Freeze, Token));

        Assert.Equal("docker pause box failed: no such container", problem.Message);
    }

    private Task SendAsync(NodeSignal signal) => ProcessSignals.SendAsync(_server.Environment["MYSQL_NODE_DATA"], signal, Token);

    // proc_pid_status(5): "T (stopped)".
    private static async Task WaitForStateAsync(int id, bool isHalted)
    {
        while ((await File.ReadAllTextAsync($"/proc/{id}/status", Token)).Contains("State:\tT", StringComparison.Ordinal) != isHalted)
        {
            await Task.Delay(20, Token);
        }
    }
}
