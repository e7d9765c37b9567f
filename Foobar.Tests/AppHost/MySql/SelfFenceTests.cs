using System.Runtime.Versioning;
using MySqlConnector;

namespace Foobar.Tests.AppHost.MySql;

/// <summary>A primary that is left alone by its manager.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SelfFenceTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestServer _primary;
    private readonly TestServer _replica;

    public SelfFenceTests()
    {
        _primary = new TestServer("primary", _folder.Combine("primary"), 1);
        _replica = new TestServer("replica", _folder.Combine("replica"), 2);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _primary.DisposeAsync();
        await _replica.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task OpenNode_WithoutManagerAndReplica_ClosesItselfAndTellsNobodyOfSuccess()
    {
        await StartPairAsync();
        await _replica.FreezeAsync();

        var loss = await Assert.ThrowsAsync<MySqlException>(() => InsertAsync("unacknowledged"));

        Assert.NotEqual(MySqlErrorCode.CommandTimeoutExpired, loss.ErrorCode);
        await using var manager = _primary.CreateManager();
        while ((await manager.ObserveAsync(Cancellation)).State is not { IsSuperReadOnly: true, IsFenced: false })
        {
            // Who is about to log in while it closes itself is sent away like the others.
            await Task.Delay(20, Cancellation);
        }

        // Those who can reach it may still read, and a manager that comes back may open it again.
        Assert.Contains("acknowledged", await _primary.QueryAsync("app", "SELECT name FROM foobar.t"));
        await manager.OpenAsync(waitForAcknowledgement: false, Cancellation);
        await InsertAsync("later");
        Assert.Equal(["ON"], await _primary.QueryAsync("manager", "SELECT @@GLOBAL.event_scheduler"));
        await manager.CloseAsync(Cancellation);
        Assert.DoesNotContain("Event Scheduler", _primary.Output);
    }

    [Fact]
    public async Task OpenNode_WithoutManagerButWithReplica_StaysOpen()
    {
        await StartPairAsync();

        // Longer than it takes a node that is alone.
        await Task.Delay(TimeSpan.FromSeconds(4), Cancellation);
        await InsertAsync("acknowledged");

        Assert.Equal(["0"], await _primary.QueryAsync("manager", "SELECT @@GLOBAL.read_only"));
    }

    [Fact]
    public async Task Open_WhileTheNodeClosesItself_IsRefusedAndSaysWhy()
    {
        await _primary.StartAsync();
        await using var closing = new MySqlConnection(_primary.ConnectionString("app"));
        await closing.OpenAsync(Cancellation);
        await using var hold = new MySqlCommand("DO GET_LOCK('closing', 0)", closing);
        await hold.ExecuteNonQueryAsync(Cancellation);

        await using var manager = _primary.CreateManager();
        var refusal = await Assert.ThrowsAsync<MySqlException>(() => manager.OpenAsync(waitForAcknowledgement: true, Cancellation));

        Assert.Contains("closing itself", refusal.Message, StringComparison.Ordinal);
        Assert.True((await manager.ReadStateAsync(Cancellation)).IsReadOnly);
    }

    private async Task StartPairAsync()
    {
        await Task.WhenAll(_primary.StartAsync(), _replica.StartAsync());
        await using var primary = _primary.CreateManager();
        await using var replica = _replica.CreateManager();
        await replica.ReceiveAsync(_primary.Address, "replication", TestServer.ReplicationPassword, Cancellation);
        await replica.FollowAsync(Cancellation);
        await primary.OpenAsync(waitForAcknowledgement: false, Cancellation);
        await _primary.ExecuteAsync("manager", "CREATE DATABASE foobar");
        await _primary.ExecuteAsync("app", "CREATE TABLE foobar.t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(100))");
        await primary.OpenAsync(waitForAcknowledgement: true, Cancellation);
        await InsertAsync("acknowledged");
    }

    private Task InsertAsync(string name) => _primary.ExecuteAsync("app", $"INSERT INTO foobar.t (name) VALUES ('{name}')");
}
