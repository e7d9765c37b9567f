using Foobar.MySql.Replication;
using MySqlConnector;

namespace Foobar.Tests.MySql.Replication;

public sealed class FixedRolesPairTests : IAsyncDisposable
{
    private readonly TestPair _pair = new();

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Fact]
    public async Task StepAsync_FreshPair_IsOpenedOnlyAfterTheReplicaAcknowledges()
    {
        await Task.WhenAll(_pair.Primary.StartAsync(), _pair.Replica.StartAsync());

        var steps = (await _pair.SettleAsync()).Select(decision => decision.Step).Where(step => step != FixedRolesStep.Wait);

        Assert.Equal([FixedRolesStep.EnableSemiSync, FixedRolesStep.Follow, FixedRolesStep.Open, FixedRolesStep.None], steps);
        await _pair.WaitUntilEqualAsync();
        var primary = await TestPair.ReadStateAsync(_pair.Primary);
        var replica = await TestPair.ReadStateAsync(_pair.Replica);
        Assert.Equal("writable, 1 replica acknowledges each commit", NodeHealth.OfPrimary(primary.AsPrimary()).Reason);
        Assert.True(NodeHealth.OfReplica(replica.AsReplica(), TimeSpan.FromSeconds(10)).IsHealthy, replica.ToString());
        Assert.Equal(primary.ServerUuid, replica.Replica!.SourceUuid);
        // All there is comes from the primary, the database included: nothing was done behind the binary log.
        Assert.Equal($"{primary.ServerUuid}:1", replica.Executed.ToString());
        Assert.True(replica.IsSemiSyncReplicaActive);
        Assert.False(replica.IsSemiSyncSourceEnabled);
    }

    [Fact]
    public async Task StepAsync_PairThatIsSettled_ChangesNothing()
    {
        await _pair.StartAsync();
        var before = (await TestPair.ReadStateAsync(_pair.Primary)).Executed;

        var decisions = await _pair.SettleAsync();

        Assert.Equal([new FixedRolesDecision(FixedRolesStep.None, "paired")], decisions);
        Assert.Equal(before, (await TestPair.ReadStateAsync(_pair.Primary)).Executed);
    }

    [Fact]
    public async Task Write_ToTheReplica_IsRefused()
    {
        await _pair.StartAsync();
        await _pair.WaitUntilEqualAsync();

        foreach (var user in new[] { "app", "manager" })
        {
            var refusal = await Assert.ThrowsAsync<MySqlException>(() => _pair.Replica.ExecuteAsync(user, "CREATE TABLE foobar.t (id INT)"));
            Assert.Equal(MySqlErrorCode.OptionPreventsStatement, refusal.ErrorCode);
        }
    }

    [Fact]
    public async Task Write_WhileTheReplicaIsKilled_WaitsUntilItFollowsAgain()
    {
        await _pair.StartAsync();
        await _pair.Primary.ExecuteAsync("app", "CREATE TABLE foobar.t (id INT PRIMARY KEY)");
        await _pair.Replica.KillAsync();

        var write = _pair.Primary.ExecuteAsync("app", "INSERT INTO foobar.t VALUES (1)");
        await using var manager = _pair.Primary.CreateManager();
        while ((await manager.ReadStateAsync(TestContext.Current.CancellationToken)).SemiSyncReplicas > 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        Assert.False(write.IsCompleted);
        Assert.Empty(await _pair.Primary.QueryAsync("app", "SELECT id FROM foobar.t"));

        await _pair.Replica.StartAsync();
        Assert.Contains(await _pair.SettleAsync(), decision => decision.Step == FixedRolesStep.Follow);
        await write;
        await _pair.WaitUntilEqualAsync();
        Assert.Equal(["1"], await _pair.Replica.QueryAsync("app", "SELECT id FROM foobar.t"));
    }

    [Fact]
    public async Task StepAsync_PrimaryKilledAndMoved_IsOpenedAgainWithAllCommits()
    {
        await _pair.StartAsync();
        await _pair.Primary.ExecuteAsync("app", "CREATE TABLE foobar.t (id INT PRIMARY KEY); INSERT INTO foobar.t VALUES (1)");

        await _pair.Primary.KillAsync();
        _pair.Primary.Move();
        await _pair.Primary.StartAsync();
        var decisions = await _pair.SettleAsync();

        Assert.Equal(FixedRolesStep.None, decisions[^1].Step);
        await _pair.Primary.ExecuteAsync("app", "INSERT INTO foobar.t VALUES (2)");
        await _pair.WaitUntilEqualAsync();
        Assert.Equal(["1", "2"], await _pair.Replica.QueryAsync("app", "SELECT id FROM foobar.t"));
        Assert.Equal(_pair.Primary.Address, (await TestPair.ReadStateAsync(_pair.Replica)).Replica!.Source);
    }

    [Fact]
    public async Task StepAsync_BothStoppedAndStarted_KeepData()
    {
        await _pair.StartAsync();
        await _pair.Primary.ExecuteAsync("app", "CREATE TABLE foobar.t (id INT PRIMARY KEY); INSERT INTO foobar.t VALUES (1)");
        int[] exitCodes = await Task.WhenAll(_pair.Primary.StopAsync(), _pair.Replica.StopAsync());
        Assert.Equal([0, 0], exitCodes);

        await _pair.StartAsync();

        await _pair.WaitUntilEqualAsync();
        Assert.Equal(["1"], await _pair.Primary.QueryAsync("app", "SELECT id FROM foobar.t"));
        Assert.Equal(["1"], await _pair.Replica.QueryAsync("app", "SELECT id FROM foobar.t"));
    }

    [Fact]
    public async Task StepAsync_ReplicaWasWrittenTo_IsRefusedAndThePrimaryStaysClosed()
    {
        await _pair.StartAsync();
        await _pair.WaitUntilEqualAsync();
        await using (var replica = _pair.Replica.CreateManager())
        {
            await replica.OpenAsync(TestContext.Current.CancellationToken);
        }
        await _pair.Replica.ExecuteAsync("app", "CREATE TABLE foobar.errant (id INT)");
        await _pair.Primary.KillAsync();
        await _pair.Primary.StartAsync();

        var decision = (await _pair.SettleAsync())[^1];

        Assert.Equal(FixedRolesStep.Refuse, decision.Step);
        var errant = (await TestPair.ReadStateAsync(_pair.Replica)).ServerUuid;
        Assert.Contains($"1 transactions that primary lacks ({errant}:1)", decision.Reason);
        Assert.True((await TestPair.ReadStateAsync(_pair.Primary)).IsSuperReadOnly);
    }

    [Fact]
    public async Task ObserveAsync_ServerFrozen_SaysThatItDoesNotAnswer()
    {
        await _pair.Primary.StartAsync();
        await using var manager = new MySqlNode("primary", _pair.Primary.ConnectionString("manager"), TimeSpan.FromSeconds(1));
        Assert.NotNull((await manager.ObserveAsync(TestContext.Current.CancellationToken)).State);

        await _pair.Primary.FreezeAsync();
        var frozen = await manager.ObserveAsync(TestContext.Current.CancellationToken);

        Assert.Null(frozen.State);
        Assert.False(NodeHealth.OfPrimary(frozen).IsHealthy);
        await _pair.Primary.ThawAsync();
    }
}
