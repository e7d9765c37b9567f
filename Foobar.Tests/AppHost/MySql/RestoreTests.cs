using System.Globalization;
using System.Runtime.Versioning;
using Foobar.Tests.Failover.Management;

namespace Foobar.Tests.AppHost.MySql;

/// <summary>A pair that is backed up while it is written to, and another one that is made from the backup.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RestoreTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ManagedPair _pair = new();
    private readonly ManagedPair _restored = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _pair.DisposeAsync();
        await _restored.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Restore_OfABackupUnderLoad_IsAPairWithAllThatWasAcknowledgedBefore()
    {
        foreach (var server in new[] { _pair.First, _pair.Second, _restored.First, _restored.Second })
        {
            server.Environment["MYSQL_NODE_BACKUP_PASSWORD"] = "backup-password";
        }
        var topology = await _pair.StartAsync();
        var (primary, replica) = (_pair[topology.Primary!], _pair.OtherThan(topology.Primary!));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var written = 0;
        var load = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await primary.ExecuteAsync("app", string.Create(CultureInfo.InvariantCulture, $"INSERT INTO foobar.t VALUES ({written + 1}, 'n')"));
                Interlocked.Increment(ref written);
            }
        }, Token);
        await WaitForAsync(() => Volatile.Read(ref written) > 20);

        var before = Volatile.Read(ref written);
        var backup = await BackupAsync(primary, replica);
        var after = Volatile.Read(ref written) + 1;
        await stop.CancelAsync();
        await load;
        Assert.True(backup.ExitCode == 0, backup.Error);
        Assert.Contains($"from {replica.Address}", backup.Error, StringComparison.Ordinal);

        // To the second node, which nothing but its data makes the primary.
        var restore = await RestoreAsync(_restored.Second, backup.Output);
        Assert.True(restore.ExitCode == 0, restore.Error);
        await Task.WhenAll(_restored.First.StartAsync(), _restored.Second.StartAsync());
        await _restored.StartManagerAsync();
        var pair = await _restored.WaitForPairAsync();

        Assert.Equal(_restored.Second.Name, pair.Primary);
        var ids = await _restored.Second.QueryAsync("app", "SELECT id FROM foobar.t ORDER BY id");
        Assert.Equal(Enumerable.Range(1, ids.Count).Select(id => id.ToString(CultureInfo.InvariantCulture)), ids);
        Assert.InRange(ids.Count, before, after);

        await _restored.Second.KillAsync();
        await _restored.WaitForAsync(t => t.Primary == _restored.First.Name && t.IsWritable);
        Assert.Equal(ids, await _restored.First.QueryAsync("app", "SELECT id FROM foobar.t ORDER BY id"));
        await _restored.First.ExecuteAsync("app", "INSERT INTO foobar.t (name) VALUES ('after')");
    }

    private async Task<MySqlScript> BackupAsync(TestServer primary, TestServer replica) => await MySqlScript.RunAsync("mysql-backup.sh", new Dictionary<string, string>
    {
        ["MYSQL"] = await MySqlScript.FindClientAsync(_folder, "mysql"),
        ["MYSQLDUMP"] = await MySqlScript.FindClientAsync(_folder, "mysqldump"),
        ["MYSQL_BACKUP_HOSTS"] = $"{primary.Address} {replica.Address}",
        ["MYSQL_BACKUP_PASSWORD"] = "backup-password",
        ["MYSQL_BACKUP_DATABASE"] = TestServer.Database,
        ["MYSQL_BACKUP_FOLDER"] = _folder.Combine("backup"),
    });

    private async Task<MySqlScript> RestoreAsync(TestServer server, string file) => await MySqlScript.RunAsync(
        "mysql-restore.sh",
        new Dictionary<string, string>(server.Environment)
        {
            ["MYSQL"] = await MySqlScript.FindClientAsync(_folder, "mysql"),
            ["MYSQLD"] = await InstalledMySql.Mysqld,
        },
        file);

    private static async Task WaitForAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(10, Token);
        }
    }
}
