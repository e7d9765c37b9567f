using System.Runtime.Versioning;
using Foobar.AppHost.MySql.Setup;
using Foobar.MySql.Replication;

namespace Foobar.Tests.AppHost.MySql;

/// <summary>A server that throws its data away and takes that of another, as its failover manager makes it do.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CloneTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestServer _donor;
    private readonly TestServer _recipient;

    public CloneTests()
    {
        _donor = new TestServer("donor", _folder.Combine("donor"), 1);
        _recipient = new TestServer("recipient", _folder.Combine("recipient"), 2);
    }

    public async ValueTask DisposeAsync()
    {
        await _donor.DisposeAsync();
        await _recipient.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Clone_OfAServerWithErrantTransactions_IsAsItsDonorAndStillItself()
    {
        await Task.WhenAll(StartWithDataAsync(_donor, "donor"), StartWithDataAsync(_recipient, "errant"));
        var donor = await ReadStateAsync(_donor);
        var before = await ReadStateAsync(_recipient);
        Assert.False(donor.Executed.Contains(before.Executed));
        var process = _recipient.ReadServerProcessId();

        await CloneAsync();
        await LinuxProcess.WaitForEndAsync(process, TestContext.Current.CancellationToken);
        await _recipient.WaitUntilReadyAsync();

        var after = await ReadStateAsync(_recipient);
        Assert.Equal(donor.Executed, after.Executed);
        Assert.Equal(before.ServerUuid, after.ServerUuid);
        Assert.NotEqual(donor.ServerUuid, after.ServerUuid);
        Assert.True(after.IsSuperReadOnly);
        Assert.Null(after.Replica);
        Assert.Equal(["donor"], await _recipient.QueryAsync("app", "SELECT name FROM foobar.t"));
    }

    [Fact]
    public async Task Clone_OfARunningServer_KeepsItsLockItsAccountsAndItsSupervisor()
    {
        // The donor's accounts come with its data; the recipient's own passwords are in force all the same.
        _recipient.Environment["MYSQL_NODE_APP_PASSWORD"] = "another-password";
        await Task.WhenAll(StartWithDataAsync(_donor, "donor"), _recipient.StartAsync());

        for (var i = 0; i < 2; i++)
        {
            var process = _recipient.ReadServerProcessId();
            await CloneAsync();
            await LinuxProcess.WaitForEndAsync(process, TestContext.Current.CancellationToken);
            Assert.False(FolderLock.IsFree(_recipient.Environment["MYSQL_NODE_DATA"]));
            await _recipient.WaitUntilReadyAsync();

            Assert.Equal(["donor"], await _recipient.QueryAsync("app", "SELECT name FROM foobar.t"));
            Assert.NotEqual(process, _recipient.ReadServerProcessId());
        }

        Assert.DoesNotContain("[ERROR]", _recipient.Output);
        Assert.Equal(0, await _recipient.StopAsync());
    }

    private async Task CloneAsync()
    {
        await _recipient.ExecuteAsync("manager", $"SET GLOBAL clone_valid_donor_list = '{_donor.Address}'; SET GLOBAL super_read_only = OFF; SET GLOBAL read_only = ON");
        // The server ends in the middle of its answer, or after it.
        await Record.ExceptionAsync(() => _recipient.ExecuteAsync(
            "manager",
            $"CLONE INSTANCE FROM 'replication'@'{_donor.Address.Host}':{_donor.Port} IDENTIFIED BY '{TestServer.ReplicationPassword}' REQUIRE SSL"));
    }

    private static async Task StartWithDataAsync(TestServer server, string name)
    {
        await server.StartAsync();
        await server.OpenAsync();
        await server.ExecuteAsync("app", $"CREATE TABLE foobar.t (name VARCHAR(20)); INSERT INTO foobar.t VALUES ('{name}')");
    }

    private static async Task<NodeState> ReadStateAsync(TestServer server)
    {
        await using var manager = server.CreateManager();
        return await manager.ReadStateAsync(TestContext.Current.CancellationToken);
    }
}
