using Foobar.MySql;
using MySqlConnector;

namespace Foobar.Tests.MySql.DataSources;

/// <summary>What becomes of the primary's connections while its commits wait for a replica.</summary>
public sealed class LostReplicaTests : IAsyncDisposable
{
    private readonly ReplicatedServers _servers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _servers.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_AfterOneWasNotAcknowledged_AddsNoSessionThatWaitsUntilTheReplicaIsBack(bool frozen)
    {
        await _servers.StartAsync();
        var mysql = await _servers.CreateClientAsync(("WriteTimeout", "00:00:05"));
        await WriteAsync(mysql);
        await (frozen ? _servers.Second.FreezeAsync() : _servers.Second.KillAsync());

        // The first one finds out; the others are told.
        var hanging = WriteAsync(mysql);
        await ReplicatedServers.WaitForHangingCommitAsync(_servers.First, hanging);
        var first = await Assert.ThrowsAsync<MySqlUnavailableException>(() => hanging);
        var others = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Assert.ThrowsAsync<MySqlUnavailableException>(() => WriteAsync(mysql))));

        Assert.True(first.MayHaveTakenEffect);
        Assert.All(others, other => Assert.False(other.MayHaveTakenEffect));
        Assert.Equal("1", await ReplicatedServers.ReadStatusAsync(_servers.First, "Rpl_semi_sync_source_wait_sessions"));

        await (frozen ? _servers.Second.ThawAsync() : _servers.Second.StartAsync());
        await ReplicatedServers.FollowAsync(_servers.Second, _servers.First);
        while (!await TryWriteAsync(mysql))
        {
            await Task.Delay(20, Token);
        }

        Assert.Equal(["3"], await _servers.First.QueryAsync("app", "SELECT COUNT(*) FROM foobar.t"));
    }

    [Fact]
    public async Task Write_ManagerLetsThePrimaryRunAlone_GoesOnByItself()
    {
        await _servers.StartAsync();
        var mysql = await _servers.CreateClientAsync();
        await _servers.Second.KillAsync();
        var write = WriteAsync(mysql);
        await ReplicatedServers.WaitForHangingCommitAsync(_servers.First, write);

        await _servers.First.ExecuteAsync("manager", "SET GLOBAL rpl_semi_sync_source_enabled = OFF");
        await write;

        Assert.Equal(["1"], await _servers.First.QueryAsync("app", "SELECT COUNT(*) FROM foobar.t"));
    }

    [Fact]
    public async Task App_HasTakenAllConnectionsItMay_ReplicaAndManagerStillGetIn()
    {
        await _servers.StartAsync();
        await _servers.Second.StopAsync();
        var connections = new List<MySqlConnection>();
        try
        {
            var refusal = await Assert.ThrowsAsync<MySqlException>(async () =>
            {
                while (true)
                {
                    var connection = new MySqlConnection(_servers.First.ConnectionString("app"));
                    connections.Add(connection);
                    await connection.OpenAsync(Token);
                }
            });
            Assert.Contains("max_user_connections", refusal.Message);

            await _servers.Second.StartAsync();
            await ReplicatedServers.FollowAsync(_servers.Second, _servers.First);
            await using var manager = _servers.First.CreateManager();
            while ((await manager.ReadStateAsync(Token)).SemiSyncReplicas == 0)
            {
                await Task.Delay(20, Token);
            }
        }
        finally
        {
            foreach (var connection in connections)
            {
                await connection.DisposeAsync();
            }
        }
    }

    private static async Task<bool> TryWriteAsync(ReplicatedMySql mysql)
    {
        try
        {
            await WriteAsync(mysql);
            return true;
        }
        catch (MySqlUnavailableException)
        {
            return false;
        }
    }

    private static Task<WriteResult<string>> WriteAsync(ReplicatedMySql mysql) =>
        mysql.WriteAsync(connection => TestQueries.InsertAsync(connection, null), isIdempotent: false, Token);
}
