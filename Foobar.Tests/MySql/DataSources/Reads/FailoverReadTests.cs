using Foobar.MySql;

namespace Foobar.Tests.MySql.DataSources.Reads;

/// <summary>Reads while nodes die, and while the replica is behind, on real servers.</summary>
public sealed class FailoverReadTests : IAsyncDisposable
{
    private readonly ReplicatedServers _servers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _servers.DisposeAsync();

    [Theory]
    [InlineData("mysql-1", false)]
    [InlineData("mysql-1", true)]
    [InlineData("mysql-2", false)]
    [InlineData("mysql-2", true)]
    public async Task Read_OneNodeIsGone_GoesOnWithTheOther(string lost, bool frozen)
    {
        await _servers.StartAsync();
        var mysql = await _servers.CreateClientAsync(("ReadAttemptTimeout", "00:00:01"));
        Assert.Equal(("mysql-2", 0), await ReadAsync(mysql, "a"));
        var server = lost == "mysql-1" ? _servers.First : _servers.Second;

        await (frozen ? server.FreezeAsync() : server.KillAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ReadAsync(mysql, "a")));
        Assert.All(answers, answer => Assert.Equal((lost == "mysql-1" ? "mysql-2" : "mysql-1", 0), answer));
    }

    [Fact]
    public async Task Read_BothAreGone_SaysSo()
    {
        await _servers.StartAsync();
        var mysql = await _servers.CreateClientAsync();
        await _servers.First.KillAsync();
        await _servers.Second.KillAsync();

        await Assert.ThrowsAsync<MySqlUnavailableException>(() => ReadAsync(mysql, "a"));
    }

    [Fact]
    public async Task Read_OwnWritesWhileTheReplicaIsASecondBehind_MissesNoneAndOthersStayOnTheReplica()
    {
        await StartWithDelayAsync();
        var mysql = await _servers.CreateClientAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var beats = BeatOnAndOnAsync(stop.Token);
        await ReplicatedServers.WaitForRolesAsync(mysql, roles => roles.Lag > TimeSpan.FromMilliseconds(100));

        for (var i = 0; i < 50; i++)
        {
            var name = $"name-{i}";
            var (_, token) = await mysql.WriteAsync(connection => TestQueries.InsertAsync(connection, name), isIdempotent: false, Token);
            Assert.Equal(("mysql-1", 1), await ReadAsync(mysql, name, token));
            Assert.Equal("mysql-2", (await ReadAsync(mysql, name)).Node);
        }

        await stop.CancelAsync();
        await beats;
    }

    [Fact]
    public async Task Read_OwnWriteOnAReplicaThatCatchesUpInTime_IsAnsweredThere()
    {
        await _servers.StartAsync();
        var mysql = await _servers.CreateClientAsync(("ConsistencyWait", "00:00:10"));

        for (var i = 0; i < 50; i++)
        {
            var name = $"name-{i}";
            var (_, token) = await mysql.WriteAsync(connection => TestQueries.InsertAsync(connection, name), isIdempotent: false, Token);
            Assert.Equal(("mysql-2", 1), await ReadAsync(mysql, name, token));
        }
    }

    [Fact]
    public async Task Read_OwnWriteWhileOnlyALateReplicaIsLeft_WaitsForItRatherThanMissIt()
    {
        await StartWithDelayAsync();
        var mysql = await _servers.CreateClientAsync();
        var (_, token) = await mysql.WriteAsync(connection => TestQueries.InsertAsync(connection, "a"), isIdempotent: false, Token);

        await _servers.First.KillAsync();

        Assert.Equal(("mysql-2", 1), await ReadAsync(mysql, "a", token));
    }

    [Fact]
    public async Task Read_ReplicaBehindTheLimit_GoesToThePrimaryUntilItHasCaughtUp()
    {
        await _servers.StartAsync();
        var mysql = await _servers.CreateClientAsync(("MaxReplicaLag", "00:00:00"));
        await _servers.Second.ExecuteAsync("manager", "STOP REPLICA SQL_THREAD");
        await _servers.BeatAsync();
        await ReplicatedServers.WaitForRolesAsync(mysql, roles => roles.Lag > TimeSpan.Zero);

        Assert.Equal("mysql-1", (await ReadAsync(mysql, "a")).Node);

        await _servers.Second.ExecuteAsync("manager", "START REPLICA SQL_THREAD");
        await ReplicatedServers.WaitForRolesAsync(mysql, roles => roles.Lag == TimeSpan.Zero);
        Assert.Equal("mysql-2", (await ReadAsync(mysql, "a")).Node);
    }

    private async Task StartWithDelayAsync()
    {
        await _servers.StartAsync();
        await _servers.DelayReplicaAsync();
    }

    private async Task BeatOnAndOnAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await _servers.BeatAsync();
        }
    }

    private static Task<(string Node, int Count)> ReadAsync(ReplicatedMySql mysql, string name, ConsistencyToken? token = null) =>
        mysql.ReadAsync(connection => TestQueries.CountAsync(connection, name), token, Token);
}
