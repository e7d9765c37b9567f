using System.Globalization;
using System.IO.Compression;
using System.Runtime.Versioning;

namespace Foobar.Tests.AppHost.MySql;

/// <summary>mysql-backup.sh and mysql-restore.sh where things are not as they should be.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class BackupScriptTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestServer _server;

    public BackupScriptTests()
    {
        _server = new TestServer("server", _folder.Combine("server"), 1);
        _server.Environment["MYSQL_NODE_BACKUP_PASSWORD"] = "backup-password";
    }

    private string Backups => _folder.Combine("backup");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Backup_OfAPrimaryThatIsAlone_KeepsTheNewest()
    {
        await StartAsync();
        Directory.CreateDirectory(Backups);
        foreach (var name in new[] { "foobar-20200101T000000Z.sql.gz", "foobar-20200102T000000Z.sql.gz", ".foobar-20200103T000000Z.sql.gz.part", "foobar-of-mine.sql.gz" })
        {
            await File.WriteAllTextAsync(Path.Combine(Backups, name), "", Token);
        }

        var backup = await BackupAsync(("MYSQL_BACKUP_KEEP", "2"));

        Assert.Equal(0, backup.ExitCode);
        Assert.Contains("is the primary, and no replica follows it", backup.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Warning", backup.Error, StringComparison.Ordinal);
        Assert.Equal(
            [Path.GetFileName(backup.Output), "foobar-20200102T000000Z.sql.gz", "foobar-of-mine.sql.gz"],
            Directory.GetFiles(Backups).Select(file => Path.GetFileName(file)!).OrderByDescending(name => name == Path.GetFileName(backup.Output)).ThenBy(name => name, StringComparer.Ordinal));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup.Output));
        Assert.Contains("INSERT INTO `t` VALUES ('kept')", await ReadAsync(backup.Output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo '-- half'; exit 1")]
    [InlineData("echo '-- half'")]
    [InlineData("echo '-- half'; echo '-- Dump completed on a day'; exit 3")]
    public async Task Backup_DumpThatFails_LeavesNothing(string dump)
    {
        await StartAsync();

        var backup = await BackupAsync(("MYSQLDUMP", _folder.WriteScript("dump", dump)));

        Assert.Equal(1, backup.ExitCode);
        Assert.Contains("is not whole", backup.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Backups));
    }

    [Fact]
    public async Task Backup_NodeThatNobodyOpened_IsNoneToTakeItFrom()
    {
        await _server.StartAsync();

        var backup = await BackupAsync();

        Assert.Equal(1, backup.ExitCode);
        Assert.Contains("is not used: neither open nor following", backup.Error, StringComparison.Ordinal);
        Assert.Contains("there is no node to take a backup from", backup.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MYSQL_BACKUP_KEEP", "0", "MYSQL_BACKUP_KEEP is '0'; a number from 1 is allowed.")]
    [InlineData("MYSQL_BACKUP_FOLDER", "/dev/null/backup", "the folder /dev/null/backup cannot be written.")]
    public async Task Backup_SettingThatCannotBe_IsNamed(string name, string value, string message)
    {
        var backup = await BackupAsync((name, value));

        Assert.Equal((1, $"mysql-backup: {message}"), (backup.ExitCode, backup.Error));
    }

    [Fact]
    public async Task Restore_FileThatIsNotWhole_IsRefusedAndMakesNoData()
    {
        var file = _folder.Combine("half.sql.gz");
        await using (var gzip = new GZipStream(File.Create(file), CompressionMode.Compress))
        {
            gzip.Write("CREATE DATABASE foobar;\n"u8);
        }

        var restore = await RestoreAsync(file);

        Assert.Equal((1, $"mysql-restore: {file} is no whole backup."), (restore.ExitCode, restore.Error));
        Assert.False(Directory.Exists(_server.DataFolder));
    }

    [Fact]
    public async Task Restore_OverData_IsRefused()
    {
        await StartAsync();
        var backup = await BackupAsync();

        Assert.Contains("a server uses", (await RestoreAsync(backup.Output)).Error, StringComparison.Ordinal);
        await _server.StopAsync();
        Assert.Contains("there is data in", (await RestoreAsync(backup.Output)).Error, StringComparison.Ordinal);

        await _server.StartAsync();
        Assert.Equal(["kept"], await _server.QueryAsync("app", "SELECT name FROM foobar.t"));
    }

    [Fact]
    public async Task Restore_BackupThatCannotBeLoaded_MakesNoData()
    {
        var file = _folder.Combine("broken.sql.gz");
        await using (var gzip = new GZipStream(File.Create(file), CompressionMode.Compress))
        {
            gzip.Write("CREATE TABLE nowhere.t (id INT);\n-- Dump completed\n"u8);
        }

        var restore = await RestoreAsync(file);

        Assert.Equal(1, restore.ExitCode);
        Assert.Contains($"{file} cannot be loaded.", restore.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_server.DataFolder));
        Assert.Empty(TestServer.FindProcesses($"--datadir={_server.Environment["MYSQL_NODE_DATA"]}"));
    }

    private async Task StartAsync()
    {
        await _server.StartAsync();
        await _server.OpenAsync();
        await _server.ExecuteAsync("app", "CREATE TABLE foobar.t (name VARCHAR(20)); INSERT INTO foobar.t VALUES ('kept')");
    }

    private async Task<MySqlScript> BackupAsync(params (string Name, string Value)[] changes)
    {
        var environment = new Dictionary<string, string>
        {
            ["MYSQL"] = await MySqlScript.FindClientAsync(_folder, "mysql"),
            ["MYSQLDUMP"] = await MySqlScript.FindClientAsync(_folder, "mysqldump"),
            ["MYSQL_BACKUP_HOSTS"] = "127.0.0.1",
            ["MYSQL_BACKUP_PORT"] = _server.Port.ToString(CultureInfo.InvariantCulture),
            ["MYSQL_BACKUP_PASSWORD"] = "backup-password",
            ["MYSQL_BACKUP_DATABASE"] = TestServer.Database,
            ["MYSQL_BACKUP_FOLDER"] = Backups,
        };
        foreach (var (name, value) in changes)
        {
            environment[name] = value;
        }
        return await MySqlScript.RunAsync("mysql-backup.sh", environment);
    }

    private async Task<MySqlScript> RestoreAsync(string file) => await MySqlScript.RunAsync(
        "mysql-restore.sh",
        new Dictionary<string, string>(_server.Environment)
        {
            ["MYSQL"] = await MySqlScript.FindClientAsync(_folder, "mysql"),
            ["MYSQLD"] = await InstalledMySql.Mysqld,
        },
        file);

    private static async Task<string> ReadAsync(string file)
    {
        await using var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        return await reader.ReadToEndAsync(Token);
    }
}
