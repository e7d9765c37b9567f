using System.Runtime.Versioning;
using Foobar.AppHost.MySql;
using Foobar.AppHost.MySql.Setup;
using MySqlConnector;

namespace Foobar.Tests.AppHost.MySql;

[UnsupportedOSPlatform("windows")]
public sealed class NodeScriptTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestServer _server;

    public NodeScriptTests() => _server = new TestServer("server", _folder.Combine("server"), 1);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Restart_NewPassword_ReplacesTheOld()
    {
        await _server.StartAsync();
        await _server.StopAsync();
        _server.Environment["MYSQL_NODE_APP_PASSWORD"] = "new-password";
        await _server.StartAsync();

        Assert.Equal(["1"], await _server.QueryAsync("app", "SELECT 1"));
        await Assert.ThrowsAsync<MySqlException>(() => _server.QueryAsync("app", "SELECT 1", "app-password"));
    }

    [Fact]
    public async Task Start_SettingsThatAllMayWrite_AreInForce()
    {
        // So a mount shows them that comes from Windows; mysqld reads no such file.
        foreach (var file in Directory.EnumerateFiles(MySqlScripts.Folder))
        {
            var copy = _folder.Combine(Path.GetFileName(file));
            File.Copy(file, copy);
            File.SetUnixFileMode(copy, (UnixFileMode)0b111_111_111);
        }

        await _server.LaunchAsync("/bin/sh", _folder.Combine(Path.GetFileName(MySqlScripts.Node)));
        await _server.WaitUntilReadyAsync();

        Assert.Equal(["ON"], await _server.QueryAsync("manager", "SELECT @@GLOBAL.gtid_mode"));
    }

    [Fact]
    public async Task RestartStatement_OfTheServer_StartsItAgain()
    {
        // RESTART ends the server with exit code 16, as CLONE does. It needs a privilege that nobody has here.
        _server.Environment["MYSQLD"] = _folder.WriteScript("bin/mysqld", $"""
            accounts={_folder.Combine("server", "accounts.sql")}
            [ ! -f "$accounts" ] || echo "GRANT SHUTDOWN ON *.* TO 'manager'@'%';" >> "$accounts"
            exec "{await InstalledMySql.Mysqld}" "$@"
            """);
        await _server.StartAsync();
        var before = _server.ReadServerProcessId();

        await _server.ExecuteAsync("manager", "RESTART");
        await LinuxProcess.WaitForEndAsync(before, TestContext.Current.CancellationToken);
        await _server.WaitUntilReadyAsync();

        Assert.NotEqual(before, _server.ReadServerProcessId());
        Assert.Contains("mysql-node: restarting on request of the server", _server.Output);
        Assert.Equal(0, await _server.StopAsync());
    }

    [Fact]
    public async Task Start_AfterACrashWhileCreatingData_BeginsAnew()
    {
        Directory.CreateDirectory(_server.DataFolder + ".new");
        File.WriteAllText(Path.Combine(_server.DataFolder + ".new", "ibdata1"), "half");

        await _server.StartAsync();

        Assert.False(Directory.Exists(_server.DataFolder + ".new"));
        Assert.True(File.Exists(Path.Combine(_server.DataFolder, "ibdata1")));
    }

    [Fact]
    public async Task Stop_WhileDataIsCreated_EndsAfterThatWithoutAServer()
    {
        _server.Environment["MYSQL_NODE_TEMPLATES"] = "";
        var begun = _folder.Combine("begun");
        var goOn = _folder.Combine("go-on");
        _server.Environment["MYSQLD"] = _folder.WriteScript("bin/mysqld", $"""
            case " $* " in
              *' --initialize-insecure '*)
                : > "{begun}"
                while [ ! -e "{goOn}" ]; do sleep 0.02; done
                ;;
            esac
            exec "{await InstalledMySql.Mysqld}" "$@"
            """);
        await _server.LaunchAsync();
        while (!File.Exists(begun))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        var stopped = _server.StopAsync();
        File.WriteAllText(goOn, "");

        Assert.Equal(0, await stopped);
        Assert.True(Directory.Exists(_server.DataFolder));
        Assert.False(File.Exists(Path.Combine(_server.DataFolder, "auto.cnf")), "The server was started.");
    }

    [Fact]
    public async Task Start_ScriptOfTheServerKilled_LocksTheFolderUntilTheServerEnds()
    {
        await _server.StartAsync();
        var folder = _server.Environment["MYSQL_NODE_DATA"];
        Assert.False(FolderLock.IsFree(folder));

        await _server.KillScriptAsync();
        Assert.False(FolderLock.IsFree(folder));

        await _server.KillAsync();
        while (!FolderLock.IsFree(folder))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Start_DatabaseNameThatIsAPattern_GivesPrivilegesOnThatDatabaseOnly()
    {
        _server.Environment["MYSQL_NODE_DATABASE"] = "foo_bar";
        await _server.StartAsync();
        await _server.OpenAsync("foo_bar");

        await _server.ExecuteAsync("app", "CREATE TABLE foo_bar.t (id INT PRIMARY KEY)");
        var refusal = await Assert.ThrowsAsync<MySqlException>(() => _server.ExecuteAsync("app", "CREATE DATABASE fooxbar"));
        Assert.Equal(MySqlErrorCode.DatabaseAccessDenied, refusal.ErrorCode);
    }

    [Fact]
    public async Task Start_WithoutTemplates_Initializes()
    {
        _server.Environment["MYSQL_NODE_TEMPLATES"] = "";

        await _server.StartAsync();

        Assert.Equal(["1"], await _server.QueryAsync("manager", "SELECT @@super_read_only"));
    }

    [Fact]
    public async Task Start_RootPasswordGiven_MakesRootAPowerlessAccount()
    {
        _server.Environment["MYSQL_ROOT_PASSWORD"] = "root-password";

        await _server.StartAsync();

        Assert.Equal(["GRANT USAGE ON *.* TO `root`@`%`"], await _server.QueryAsync("root", "SHOW GRANTS", "root-password"));
    }

    [Fact]
    public async Task Start_OfAStatefulSet_TakesItsServerIdFromItsOrdinal()
    {
        _server.Environment["MYSQL_NODE_SERVER_ID"] = "";
        _server.Environment["POD_NAME"] = "mysql-1";

        await _server.StartAsync();

        Assert.Equal(["2"], await _server.QueryAsync("manager", "SELECT @@server_id"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("mysql")]
    [InlineData("mysql-7f9c")]
    public async Task Start_WithoutAServerId_SaysSo(string pod)
    {
        _server.Environment["MYSQL_NODE_SERVER_ID"] = "";
        _server.Environment["POD_NAME"] = pod;

        await _server.LaunchAsync();

        Assert.Equal(1, await _server.WaitForExitAsync());
        Assert.Contains("MYSQL_NODE_SERVER_ID is not set", _server.Output);
    }

    [Fact]
    public async Task Create_Alone_MakesTheDataFolderAndEnds()
    {
        await _server.LaunchAsync("/bin/sh", MySqlScripts.Node, "create");

        Assert.Equal(0, await _server.WaitForExitAsync());
        Assert.True(File.Exists(Path.Combine(_server.DataFolder, "ibdata1")));
        Assert.False(File.Exists(Path.Combine(_server.DataFolder, "auto.cnf")), "The server was started.");
    }

    [Fact]
    public async Task Start_DataOfANewerVersion_SaysSo()
    {
        Directory.CreateDirectory(_server.DataFolder);
        File.WriteAllText(
            Path.Combine(_server.DataFolder, "mysql_upgrade_history"),
            """{"file_format":"1","upgrade_history":[{"date":"2026-01-01","version":"9.1.0"},{"date":"2030-01-01","version":"99.1.10"}]}""");

        await _server.LaunchAsync();

        Assert.Equal(1, await _server.WaitForExitAsync());
        Assert.Contains("was written by MySQL 99.1.10 and this is", _server.Output);
    }

    [Theory]
    [InlineData("/nowhere/mysqld", "there is no /nowhere/mysqld")]
    [InlineData("/bin/false", "/bin/false does not run or is not MySQL")]
    public async Task Start_ServerUnusable_SaysSo(string mysqld, string message)
    {
        _server.Environment["MYSQLD"] = mysqld;

        await _server.LaunchAsync();

        Assert.Equal(1, await _server.WaitForExitAsync());
        Assert.Contains(message, _server.Output);
    }

    [Fact]
    public async Task Start_ServerKilled_EndsWithItsExitCodeAndKeepsData()
    {
        await _server.StartAsync();
        await _server.OpenAsync();
        await _server.ExecuteAsync("app", "CREATE TABLE foobar.t (id INT PRIMARY KEY); INSERT INTO foobar.t VALUES (7)");

        Assert.Equal(137, await _server.KillAsync());
        // As where another process has its number by now.
        await File.WriteAllTextAsync(Path.Combine(_server.DataFolder, "mysqld.sock.lock"), $"{Environment.ProcessId}\n", TestContext.Current.CancellationToken);
        await _server.StartAsync();

        Assert.Equal(["7"], await _server.QueryAsync("app", "SELECT id FROM foobar.t"));
        Assert.Equal(["1"], await _server.QueryAsync("manager", "SELECT @@super_read_only"));
    }
}
