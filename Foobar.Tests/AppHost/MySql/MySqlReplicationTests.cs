using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Foobar.AppHost.MySql.Faults;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MySqlConnector;

namespace Foobar.Tests.AppHost.MySql;

/// <summary>The integration as an application host runs it, with its failover manager and nothing else around it.</summary>
public sealed class MySqlReplicationTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_Pair_IsHealthyAndShowsWhatItKnows()
    {
        await using var run = await StartAsync();

        await run.WaitForHealthyAsync();

        var mysql = run.Snapshot("mysql");
        Assert.Equal(_folder.Path, Property(mysql, "Data folder"));
        Assert.Equal("paired", Property(mysql, "Mode"));
        var primary = run.Snapshot(run.Primary);
        Assert.Equal(("primary", "yes"), (Property(primary, "Role"), Property(primary, "Writable")));
        var replica = run.Snapshot(run.Replica);
        Assert.Equal(("replica", "no"), (Property(replica, "Role"), Property(replica, "Writable")));
        Assert.Equal(Property(primary, "MySQL version"), Property(replica, "MySQL version"));
        Assert.Equal(0, run.Snapshot("mysql-setup").ExitCode);
        foreach (var resource in new[] { "mysql-setup", "mysql-1", "mysql-2" })
        {
            await run.WaitForLogAsync(resource, "MySQL ");
        }
        await run.WaitForLogAsync("mysql", Property(mysql, "Failover manager")!);
    }

    [Fact]
    public async Task Start_Again_KeepsDataUnlessReset()
    {
        await using (var first = await StartAsync())
        {
            await first.WaitForHealthyAsync();
            await first.ExecuteAsync("CREATE TABLE t (id INT PRIMARY KEY)");
        }

        await using (var second = await StartAsync())
        {
            await second.WaitForHealthyAsync();
            await second.ExecuteAsync("INSERT INTO t VALUES (1)");
        }

        await using (var third = await StartAsync("--MySql:Reset=true"))
        {
            await third.WaitForHealthyAsync();
            var missing = await Assert.ThrowsAsync<MySqlException>(() => third.ExecuteAsync("INSERT INTO t VALUES (2)"));
            Assert.Equal(MySqlErrorCode.NoSuchTable, missing.ErrorCode);
        }
    }

    [Fact]
    public async Task Start_OfANodeThatWasKilled_BringsItBackIntoThePair()
    {
        await using var run = await StartAsync();
        await run.WaitForHealthyAsync();
        await run.ExecuteAsync("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)");

        // The primary twice: the first time the other node takes over, and so the node killed first is the primary again.
        for (var i = 0; i < 2; i++)
        {
            var killed = run.Primary;
            Assert.True((await run.App.ResourceCommands.ExecuteCommandAsync(killed, FaultCommands.Kill, Token)).Success);
            await run.App.ResourceNotifications.WaitForResourceAsync(killed, KnownResourceStates.Exited, Token);
            await run.App.ResourceNotifications.WaitForResourceAsync(
                "mysql", e => Property(e.Snapshot, "Primary") != killed && e.Snapshot.HealthStatus == HealthStatus.Healthy, Token);
            Assert.True((await run.App.ResourceCommands.ExecuteCommandAsync(killed, KnownResourceCommands.StartCommand, Token)).Success);

            await run.WaitForHealthyAsync();
            await run.ExecuteAsync("INSERT INTO t VALUES ()");
        }
    }

    [Fact]
    public async Task Start_NodeThatHasLostItsData_GetsThatOfTheOther()
    {
        string lost;
        await using (var first = await StartAsync())
        {
            await first.WaitForHealthyAsync();
            await first.ExecuteAsync("CREATE TABLE t (id INT PRIMARY KEY)");
            lost = first.Primary;
        }
        Directory.Delete(_folder.Combine(lost), recursive: true);

        await using var second = await StartAsync();
        await second.WaitForHealthyAsync();

        Assert.NotEqual(lost, second.Primary);
        await second.ExecuteAsync("INSERT INTO t VALUES (1)");
    }

    [Fact]
    public async Task Start_WithoutAFailoverManager_EndsTheStart()
    {
        var builder = DistributedApplicationTestingBuilder.Create([.. MySqlReplicationRun.Passwords, $"--MySql:DataFolder={_folder.Path}"]);
        builder.AddMySqlReplication("mysql").AddDatabase("foobar");
        await using var app = await builder.BuildAsync(Token);

        var problem = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Token));

        Assert.StartsWith("'mysql' has no failover manager", problem.Message);
    }

    [Fact]
    public async Task Start_ResetOfAFolderThatIsNotOurs_DeletesNothing()
    {
        Foobar.AppHost.MySql.Setup.DataFolder.Prepare(new() { DataFolder = _folder.Path, CacheFolder = _folder.Path }, "mysql-1");
        File.WriteAllText(_folder.Combine("mysql-1", "rows"), "");
        Directory.CreateDirectory(_folder.Combine("mysql-2"));
        File.WriteAllText(_folder.Combine("mysql-2", "thesis.txt"), "");

        await using var run = await StartAsync("--MySql:Reset=true");
        await run.App.ResourceNotifications.WaitForResourceAsync("mysql", KnownResourceStates.FailedToStart, Token);

        await run.WaitForLogAsync("mysql-setup", "holds something else than data of 'mysql-2'");
        Assert.True(File.Exists(_folder.Combine("mysql-1", "rows")));
        Assert.True(File.Exists(_folder.Combine("mysql-2", "thesis.txt")));
    }

    [Fact]
    public async Task Start_PasswordThatCannotBeUsed_IsNamed()
    {
        await using var run = await StartAsync("--Parameters:mysql-app-password=a;b");

        await run.App.ResourceNotifications.WaitForResourceAsync("mysql", KnownResourceStates.FailedToStart, Token);

        await run.WaitForLogAsync("mysql-setup", "The parameter 'mysql-app-password' must not contain");
    }

    [Theory]
    [InlineData("--MySql:Mysqld=/nowhere", "'mysql' cannot use MySql:Mysqld: MySql:Mysqld is /nowhere, where there is no mysqld.")]
    [InlineData("--MySql:DataFolder=/dev/null/data", "'mysql' cannot write to its data folder /dev/null/data")]
    [InlineData("--MySql:Resett=true", "MySql:Resett is no setting.")]
    public async Task Start_SettingsThatCannotWork_EndTheStart(string setting, string message)
    {
        var problem = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync(setting));

        Assert.StartsWith(message, problem.Message);
    }

    private static string? Property(CustomResourceSnapshot snapshot, string name) => MySqlReplicationRun.Property(snapshot, name);

    private Task<MySqlReplicationRun> StartAsync(params string[] settings) => MySqlReplicationRun.StartAsync(_folder.Path, settings);
}
