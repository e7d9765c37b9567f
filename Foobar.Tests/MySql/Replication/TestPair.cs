using Foobar.MySql.Replication;
using Foobar.Tests.AppHost.MySql;

namespace Foobar.Tests.MySql.Replication;

/// <summary>A primary and a replica on real servers.</summary>
internal sealed class TestPair : IAsyncDisposable
{
    private readonly TestFolder _folder = new();

    public TestPair()
    {
        Primary = new("primary", _folder.Combine("primary"), 1);
        Replica = new("replica", _folder.Combine("replica"), 2);
    }

    public TestServer Primary { get; }

    public TestServer Replica { get; }

    /// <summary>Steps until the pair needs nothing more, or nothing more will be done.</summary>
    /// <returns>All decisions on the way, repetitions left out.</returns>
    public async Task<IReadOnlyList<FixedRolesDecision>> SettleAsync()
    {
        await using var primary = Primary.CreateManager();
        await using var replica = Replica.CreateManager();
        var pair = new FixedRolesPair(primary, replica, Primary.Address, TestServer.ReplicationPassword, [TestServer.Database]);
        var decisions = new List<FixedRolesDecision>();
        while (true)
        {
            var seen = await pair.StepAsync(TestContext.Current.CancellationToken);
            Assert.Null(seen.Failure);
            if (decisions.Count == 0 || decisions[^1] != seen.Decision)
            {
                decisions.Add(seen.Decision);
            }
            if (seen.Decision.Step is FixedRolesStep.None or FixedRolesStep.Refuse)
            {
                return decisions;
            }
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Starts both servers and brings them into their roles.</summary>
    public async Task StartAsync()
    {
        await Task.WhenAll(Primary.StartAsync(), Replica.StartAsync());
        var decisions = await SettleAsync();
        Assert.Equal(FixedRolesStep.None, decisions[^1].Step);
    }

    /// <summary>What a server says of itself.</summary>
    public static async Task<NodeState> ReadStateAsync(TestServer server)
    {
        await using var manager = server.CreateManager();
        return await manager.ReadStateAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until the replica has all that the primary has.</summary>
    public async Task WaitUntilEqualAsync()
    {
        var executed = (await ReadStateAsync(Primary)).Executed;
        while (!(await ReadStateAsync(Replica)).Executed.Contains(executed))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Primary.DisposeAsync();
        await Replica.DisposeAsync();
        _folder.Dispose();
    }
}
