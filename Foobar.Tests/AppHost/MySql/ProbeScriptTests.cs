using System.Runtime.Versioning;
using Foobar.Tests.Failover.Management;

namespace Foobar.Tests.AppHost.MySql;

/// <summary>What mysql-probe.sh says of real servers.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ProbeScriptTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestServer _server;

    public ProbeScriptTests() => _server = new TestServer("server", _folder.Combine("server"), 1);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Probe_BeforeThereIsData_IsAliveAndNotStarted()
    {
        Assert.Equal(1, (await ProbeAsync("started")).ExitCode);
        Assert.Equal(0, (await ProbeAsync("alive")).ExitCode);
        Assert.Equal(1, (await ProbeAsync("ready")).ExitCode);
    }

    [Fact]
    public async Task Probe_NewServer_IsReadyToBeToldWhatItIs()
    {
        await _server.StartAsync();

        foreach (var question in new[] { "started", "alive", "ready" })
        {
            var probe = await ProbeAsync(question);
            Assert.Equal((0, ""), (probe.ExitCode, probe.Error));
        }
    }

    [Fact]
    public async Task Ready_ServerWithData_OnlyWhileItIsOpenToApplications()
    {
        await _server.StartAsync();
        await _server.OpenAsync();
        Assert.Equal(0, (await ProbeAsync("ready")).ExitCode);

        await _server.ExecuteAsync("manager", "SET GLOBAL super_read_only = ON");
        AssertNotReady("waits for its manager", await ProbeAsync("ready"));
        await _server.ExecuteAsync("manager", "SET GLOBAL offline_mode = ON");
        AssertNotReady("shut off", await ProbeAsync("ready"));

        Assert.Equal(0, (await ProbeAsync("alive")).ExitCode);
    }

    [Fact]
    public async Task Alive_ServerThatHangs_OnlyWhileItStarts()
    {
        await _server.StartAsync();
        var pidFile = Path.Combine(_server.DataFolder, "mysqld.pid");
        var process = await File.ReadAllTextAsync(pidFile, TestContext.Current.CancellationToken);

        await _server.FreezeAsync();
        var hung = await ProbeAsync("alive");
        File.Delete(pidFile);
        var starting = await ProbeAsync("alive");
        await File.WriteAllTextAsync(pidFile, process, TestContext.Current.CancellationToken);
        await _server.ThawAsync();

        Assert.Equal(1, hung.ExitCode);
        Assert.Contains("does not answer", hung.Error, StringComparison.Ordinal);
        Assert.Equal(0, starting.ExitCode);
        Assert.Equal(0, (await ProbeAsync("alive")).ExitCode);
    }

    [Fact]
    public async Task Alive_ServerThatRefuses_IsAlive()
    {
        await _server.StartAsync();
        _server.Environment["MYSQL_NODE_MANAGER_PASSWORD"] = "wrong";

        Assert.Equal(0, (await ProbeAsync("alive")).ExitCode);
        AssertNotReady("Access denied", await ProbeAsync("ready"));
    }

    [Fact]
    public async Task Ready_Replica_OnlyWhileItReceivesAndApplies()
    {
        await using var pair = new ManagedPair();
        var topology = await pair.StartAsync();
        var replica = pair.OtherThan(topology.Primary!);
        Assert.Equal(0, (await ProbeAsync("ready", pair[topology.Primary!])).ExitCode);
        while ((await ProbeAsync("ready", replica)).ExitCode != 0)
        {
            // Its lag is not known in the first moment.
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        // The manager would mend it.
        await pair.StopManagerAsync();
        await replica.ExecuteAsync("manager", "STOP REPLICA SQL_THREAD");
        AssertNotReady("applies nothing", await ProbeAsync("ready", replica));
        await replica.ExecuteAsync("manager", "STOP REPLICA");
        AssertNotReady("receives nothing", await ProbeAsync("ready", replica));
    }

    [Fact]
    public async Task Probe_AskedForSomethingElse_SaysHowToAsk()
    {
        var probe = await ProbeAsync("healthy");

        Assert.Equal((2, "mysql-probe: usage: mysql-probe.sh started|alive|ready"), (probe.ExitCode, probe.Error));
    }

    private static void AssertNotReady(string reason, MySqlScript probe)
    {
        Assert.Equal(1, probe.ExitCode);
        Assert.Contains(reason, probe.Error, StringComparison.Ordinal);
    }

    private async Task<MySqlScript> ProbeAsync(string question, TestServer? server = null) => await MySqlScript.RunAsync(
        "mysql-probe.sh",
        new Dictionary<string, string>((server ?? _server).Environment) { ["MYSQL"] = await MySqlScript.FindClientAsync(_folder, "mysql") },
        question);
}
