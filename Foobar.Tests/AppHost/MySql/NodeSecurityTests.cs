using System.Runtime.Versioning;
using MySqlConnector;

namespace Foobar.Tests.AppHost.MySql;

/// <summary>What can be seen of a server that has just booted for the first time.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class NodeSecurityTests : IClassFixture<NodeSecurityTests.FreshServer>
{
    private const string Marker = "unmistakable";

    private readonly TestServer _server;

    public NodeSecurityTests(FreshServer fresh) => _server = fresh.Server;

    [Fact]
    public async Task Start_FreshFolder_BootsReadOnlyWithoutTransactions()
    {
        await using var manager = _server.CreateManager();
        var state = await manager.ReadStateAsync(TestContext.Current.CancellationToken);
        Assert.True(state.IsSuperReadOnly);
        Assert.True(state.Executed.IsEmpty, state.Executed.ToString());
        Assert.False(state.IsSemiSyncSourceEnabled);
        Assert.Null(state.Replica);
        Assert.DoesNotContain("[ERROR]", _server.Output);
    }

    [Fact]
    public async Task Start_BinaryLog_IsKeptForThreeDays() =>
        Assert.Equal(["259200"], await _server.QueryAsync("manager", "SELECT @@binlog_expire_logs_seconds * @@binlog_expire_logs_auto_purge"));

    [Fact]
    public async Task Start_Accounts_HaveExactlyTheirPrivileges()
    {
        Assert.Equal(
            [
                "GRANT USAGE ON *.* TO `app`@`%`",
                "GRANT SELECT ON `failover`.* TO `app`@`%`",
                "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, REFERENCES, INDEX, ALTER ON `foobar`.* TO `app`@`%`",
            ],
            await _server.QueryAsync("app", "SHOW GRANTS"));
        Assert.Equal(
            [
                "GRANT REPLICATION SLAVE ON *.* TO `replication`@`%`",
                "GRANT BACKUP_ADMIN ON *.* TO `replication`@`%`",
            ],
            await _server.QueryAsync("replication", "SHOW GRANTS"));
        Assert.Equal(
            [
                "GRANT RELOAD, PROCESS, REPLICATION CLIENT ON *.* TO `manager`@`%`",
                "GRANT CLONE_ADMIN,CONNECTION_ADMIN,REPLICATION_SLAVE_ADMIN,SYSTEM_USER,SYSTEM_VARIABLES_ADMIN ON *.* TO `manager`@`%`",
                "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER ON `failover`.* TO `manager`@`%`",
                "GRANT CREATE ON `foobar`.* TO `manager`@`%`",
            ],
            await _server.QueryAsync("manager", "SHOW GRANTS"));
        Assert.Equal(
            [
                "GRANT REPLICATION CLIENT ON *.* TO `backup`@`%`",
                "GRANT FLUSH_TABLES ON *.* TO `backup`@`%`",
                "GRANT SELECT, SHOW VIEW, TRIGGER ON `foobar`.* TO `backup`@`%`",
            ],
            await _server.QueryAsync("backup", "SHOW GRANTS"));
    }

    [Theory]
    [InlineData("app")]
    [InlineData("replication")]
    [InlineData("manager")]
    [InlineData("backup")]
    public async Task Connect_WithoutTls_IsRefused(string user)
    {
        await using var connection = new MySqlConnection(_server.ConnectionString(user, ssl: MySqlSslMode.Disabled) + ";AllowPublicKeyRetrieval=true");
        var refusal = await Assert.ThrowsAsync<MySqlException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));
        Assert.Equal(MySqlErrorCode.AccessDenied, refusal.ErrorCode);
    }

    [Fact]
    public async Task Connect_AsRoot_IsRefusedOverTcpAndSocket()
    {
        await using var tcp = new MySqlConnection(_server.ConnectionString("root", password: ""));
        await Assert.ThrowsAsync<MySqlException>(() => tcp.OpenAsync(TestContext.Current.CancellationToken));
        await using var socket = new MySqlConnection($"Server={_server.DataFolder}/mysqld.sock;Protocol=unix;User ID=root");
        var refusal = await Assert.ThrowsAsync<MySqlException>(() => socket.OpenAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Account is locked", refusal.Message);
    }

    [Fact]
    public async Task Start_Passwords_AreInNoCommandLineAndNoReadableFile()
    {
        var folder = _server.Environment["MYSQL_NODE_DATA"];
        Assert.Equal(["1"], await _server.QueryAsync("app", "SELECT 1"));
        Assert.Empty(TestServer.FindProcesses(Marker));
        var open = Directory.EnumerateFiles(folder)
            .Where(file => (File.GetUnixFileMode(file) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != 0);
        Assert.Empty(open);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder) & (UnixFileMode.GroupExecute | UnixFileMode.OtherExecute));
        Assert.DoesNotContain(Marker, _server.Output);
    }

    public sealed class FreshServer : IAsyncLifetime
    {
        private readonly TestFolder _folder = new();

        public FreshServer()
        {
            Server = new TestServer("server", _folder.Combine("server"), 1);
            Server.Environment["MYSQL_NODE_BACKUP_PASSWORD"] = "backup-password";
            Server.Environment["MYSQL_NODE_APP_PASSWORD"] = $"Secret'\\\"$(x)-{Marker}";
        }

        internal TestServer Server { get; }

        public async ValueTask InitializeAsync() => await Server.StartAsync();

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            _folder.Dispose();
        }
    }
}
