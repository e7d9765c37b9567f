using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MySqlConnector;

namespace Foobar.Tests.AppHost.MySql;

/// <summary>The integration as an application host runs it, without anything around it.</summary>
public sealed class MySqlReplicationTests : IDisposable
{
    private static readonly string[] s_accounts = ["app", "replication", "manager"];

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
        Assert.StartsWith(Property(mysql, "MySQL version"), Property(run.Snapshot("mysql-primary"), "MySQL version"));
        Assert.Equal(("primary", "yes"), (Property(run.Snapshot("mysql-primary"), "Role"), Property(run.Snapshot("mysql-primary"), "Writable")));
        Assert.Equal(("replica", "no"), (Property(run.Snapshot("mysql-replica"), "Role"), Property(run.Snapshot("mysql-replica"), "Writable")));
        Assert.Equal(0, run.Snapshot("mysql-setup").ExitCode);
        foreach (var resource in new[] { "mysql-setup", "mysql-primary", "mysql-replica" })
        {
            await run.WaitForLogAsync(resource, "MySQL ");
        }
        await run.WaitForLogAsync("mysql", "paired");
    }

    [Fact]
    public async Task Start_Again_KeepsDataUnlessReset()
    {
        await using (var first = await StartAsync())
        {
            await first.WaitForHealthyAsync();
            await first.ExecuteAsync("mysql-primary", "CREATE TABLE t (id INT PRIMARY KEY)");
        }

        await using (var second = await StartAsync())
        {
            await second.WaitForHealthyAsync();
            await second.ExecuteAsync("mysql-primary", "INSERT INTO t VALUES (1)");
        }

        await using (var third = await StartAsync("--MySql:Reset=true"))
        {
            await third.WaitForHealthyAsync();
            var missing = await Assert.ThrowsAsync<MySqlException>(() => third.ExecuteAsync("mysql-primary", "INSERT INTO t VALUES (2)"));
            Assert.Equal(MySqlErrorCode.NoSuchTable, missing.ErrorCode);
        }
    }

    [Fact]
    public async Task Start_OfAServerThatWasKilled_BringsItBackIntoItsRole()
    {
        await using var run = await StartAsync();
        await run.WaitForHealthyAsync();
        await run.ExecuteAsync("mysql-primary", "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)");

        foreach (var server in new[] { "mysql-replica", "mysql-primary" })
        {
            Kill(server);
            await run.App.ResourceNotifications.WaitForResourceAsync(server, KnownResourceStates.Exited, Token);
            await run.App.ResourceNotifications.WaitForResourceAsync("mysql", e => e.Snapshot.HealthStatus == HealthStatus.Unhealthy, Token);
            Assert.True((await run.App.ResourceCommands.ExecuteCommandAsync(server, KnownResourceCommands.StartCommand, Token)).Success);

            await run.WaitForHealthyAsync();
            await run.ExecuteAsync("mysql-primary", "INSERT INTO t VALUES ()");
        }
    }

    [Fact]
    public async Task Start_DataHasDiverged_FailsAndSaysWhatToDo()
    {
        await using (var first = await StartAsync())
        {
            await first.WaitForHealthyAsync();
        }
        // The replica keeps what the primary has lost.
        Directory.Delete(_folder.Combine("mysql-primary"), recursive: true);

        await using var second = await StartAsync();
        await second.App.ResourceNotifications.WaitForResourceAsync("mysql", KnownResourceStates.FailedToStart, Token);

        await second.WaitForLogAsync("mysql", "mysql-replica holds 1 transactions that mysql-primary lacks");
        Assert.Equal("no", Property(second.Snapshot("mysql-primary"), "Writable"));
    }

    [Fact]
    public async Task Start_ResetOfAFolderThatIsNotOurs_DeletesNothing()
    {
        Foobar.AppHost.MySql.Setup.DataFolder.Prepare(new() { DataFolder = _folder.Path, CacheFolder = _folder.Path }, "mysql-primary");
        File.WriteAllText(_folder.Combine("mysql-primary", "rows"), "");
        Directory.CreateDirectory(_folder.Combine("mysql-replica"));
        File.WriteAllText(_folder.Combine("mysql-replica", "thesis.txt"), "");

        await using var run = await StartAsync("--MySql:Reset=true");
        await run.App.ResourceNotifications.WaitForResourceAsync("mysql", KnownResourceStates.FailedToStart, Token);

        await run.WaitForLogAsync("mysql-setup", "holds something else than data of 'mysql-replica'");
        Assert.True(File.Exists(_folder.Combine("mysql-primary", "rows")));
        Assert.True(File.Exists(_folder.Combine("mysql-replica", "thesis.txt")));
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

    private static string? Property(CustomResourceSnapshot snapshot, string name) =>
        Assert.Single(snapshot.Properties, property => property.Name == name).Value?.ToString();

    private void Kill(string server)
    {
        var id = int.Parse(File.ReadAllText(_folder.Combine(server, "data", "mysqld.pid")), System.Globalization.CultureInfo.InvariantCulture);
        using var process = System.Diagnostics.Process.GetProcessById(id);
        process.Kill();
    }

    private async Task<Run> StartAsync(params string[] settings)
    {
        await InstalledMySql.Mysqld;
        string[] passwords = [.. s_accounts.Select(account => $"--Parameters:mysql-{account}-password={account}-password")];
        var builder = DistributedApplicationTestingBuilder.Create([$"--MySql:DataFolder={_folder.Path}", .. passwords, .. settings]);
        var database = builder.AddMySqlReplication("mysql").AddDatabase("foobar");
        var app = await builder.BuildAsync(Token);
        try
        {
            await app.StartAsync(Token);
            return new Run(app, database.Resource);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private sealed class Run(DistributedApplication app, MySqlReplicationDatabaseResource database) : IAsyncDisposable
    {
        public DistributedApplication App => app;

        public async Task WaitForHealthyAsync()
        {
            foreach (var resource in new[] { "mysql-primary", "mysql-replica", "mysql", "foobar" })
            {
                await app.ResourceNotifications.WaitForResourceHealthyAsync(resource, Token);
            }
        }

        public CustomResourceSnapshot Snapshot(string resource)
        {
            Assert.True(app.ResourceNotifications.TryGetCurrentState(resource, out var state), resource);
            return state.Snapshot;
        }

        public async Task ExecuteAsync(string server, string sql)
        {
            var resource = server == database.Parent.Primary.Name ? database.Parent.Primary : database.Parent.Replica;
            await using var connection = new MySqlConnection(await database.GetConnectionString(resource).GetValueAsync(Token) + ";Pooling=false");
            await connection.OpenAsync(Token);
            await using var command = new MySqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(Token);
        }

        public async Task WaitForLogAsync(string resource, string text)
        {
            var logs = (ResourceLoggerService)app.Services.GetService(typeof(ResourceLoggerService))!;
            await foreach (var lines in logs.WatchAsync(resource).WithCancellation(Token))
            {
                if (lines.Any(line => line.Content.Contains(text, StringComparison.Ordinal)))
                {
                    return;
                }
            }
            Assert.Fail($"The log of {resource} ended without '{text}'.");
        }

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
