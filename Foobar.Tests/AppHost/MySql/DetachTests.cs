using System.Runtime.Versioning;
using Foobar.MySql.Replication;

namespace Foobar.Tests.AppHost.MySql;

/// <summary>A replica that stops to receive in the middle of a transaction, as one may whose source is replaced.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DetachTests : IAsyncDisposable
{
    private const int Rows = 400;

    private readonly TestFolder _folder = new();
    private readonly TestServer _source;
    private readonly TestServer _replica;

    public DetachTests()
    {
        _source = new TestServer("source", _folder.Combine("source"), 1);
        _replica = new TestServer("replica", _folder.Combine("replica"), 2);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _replica.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task ForgetSource_AfterPartOfATransaction_DropsThatPartAndDoesNotWaitForTheRest()
    {
        await Task.WhenAll(_source.StartAsync(), _replica.StartAsync());
        await _source.OpenAsync();
        await _source.ExecuteAsync("app", "CREATE TABLE foobar.t (id INT AUTO_INCREMENT PRIMARY KEY, filler LONGTEXT)");
        await using var source = _source.CreateManager();
        await using var replica = _replica.CreateManager();
        await replica.ReceiveAsync(_source.Address, "replication", TestServer.ReplicationPassword, Cancellation);
        await replica.FollowAsync(Cancellation);
        var before = (await ReadAsync(source)).Executed;
        while (!(await ReadAsync(replica)).Executed.Contains(before))
        {
            await Task.Delay(20, Cancellation);
        }

        // 40 MB that are sent at once when they are committed, and the receiver stops when it has the first of them.
        var relayed = RelayLogBytes();
        var insert = _source.ExecuteAsync("app", $"SET SESSION cte_max_recursion_depth = {Rows}; INSERT INTO foobar.t (filler) WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < {Rows}) SELECT REPEAT('x', 100000) FROM n");
        while (RelayLogBytes() < relayed + 1_000_000)
        {
            await Task.Yield();
        }

        await replica.StopReceiverAsync(Cancellation);
        await insert;
        var state = await ReadAsync(replica);
        Assert.False(state.Held.Contains((await ReadAsync(source)).Executed), "All of it had arrived.");
        Assert.Equal(before, state.Executed);

        await replica.ForgetSourceAsync(Cancellation);

        Assert.Null((await ReadAsync(replica)).Replica);
        Assert.Equal(["0"], await _replica.QueryAsync("app", "SELECT COUNT(*) FROM foobar.t"));
    }

    private long RelayLogBytes() => Directory.EnumerateFiles(_replica.DataFolder, "relay.*").Sum(file => new FileInfo(file).Length);

    private static async Task<NodeState> ReadAsync(MySqlNode node) => await node.ReadStateAsync(Cancellation);
}
