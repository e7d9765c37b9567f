using System.Text.Json.Nodes;
using Foobar.Failover.Kubernetes;
using Foobar.Failover.Leadership;
using Foobar.Failover.Witness;

namespace Foobar.Tests.Failover.Kubernetes;

/// <summary>The record that the leader keeps in the Lease.</summary>
public sealed class LeaseRecordTests : ElectionRun
{
    [Fact]
    public async Task Save_ByTheLeader_IsWhatTheNextOneStartsWith()
    {
        var (first, _) = await LeadAsync("failover-a");
        var (second, _) = await StartAsync("failover-b");
        Assert.Null(first.Load());

        await first.SaveAsync(NodeStates.Paired, first.Reign!.Ended);
        await first.SaveAsync(NodeStates.Promoting, first.Reign!.Ended);
        Assert.Equal(NodeStates.Promoting, first.Load());
        await PassUntilAsync(() => second.Election.Record == NodeStates.Promoting);
        await first.StopAsync(Token);
        await PassUntilAsync(() => second.Reign is not null);

        Assert.Equal(NodeStates.Promoting, second.Load());
    }

    [Fact]
    public async Task Save_AfterSomebodyElseTookTheLease_ChangesNothing()
    {
        var (first, _) = await LeadAsync("failover-a");
        await first.SaveAsync(NodeStates.Paired, Token);
        var reign = first.Reign!;
        var record = Server.Record;
        Server.Edit(lease => lease["spec"]!["holderIdentity"] = "failover-b_1");

        await Assert.ThrowsAsync<NotLeaderException>(() => first.SaveAsync(NodeStates.Alone, reign.Ended));

        Assert.True(reign.Ended.IsCancellationRequested);
        Assert.Null(first.Reign);
        Assert.Equal(record, Server.Record);
        await Assert.ThrowsAsync<NotLeaderException>(() => first.ConfirmAsync(Token));
    }

    [Fact]
    public async Task Save_DecidedInAnEarlierReign_IsRefused()
    {
        var (first, _) = await LeadAsync("failover-a");
        await first.SaveAsync(NodeStates.Paired, Token);
        var earlier = first.Reign!;
        Server.Edit(lease => lease["metadata"]!["annotations"]!["failover.foobar.com/record"] = RecordJson.Write(NodeStates.Alone));
        await PassUntilAsync(() => first.Reign is { } reign && reign != earlier);

        await Assert.ThrowsAsync<NotLeaderException>(() => first.SaveAsync(NodeStates.Promoting, earlier.Ended));

        Assert.Equal(NodeStates.Alone, first.Load());
    }

    [Theory]
    [InlineData("LosesAnswers", true)]
    [InlineData("Hangs", false)]
    public async Task Save_NotAnswered_EndsTheReignAndTheNextOneKnowsWhatBecameOfIt(string state, bool isKept)
    {
        var (first, door) = await LeadAsync("failover-a");
        await first.SaveAsync(NodeStates.Paired, Token);
        var reign = first.Reign!;

        door.Is(Enum.Parse<DoorState>(state));
        var save = first.SaveAsync(NodeStates.Promoting, reign.Ended);
        await PassUntilAsync(() => save.IsCompleted);
        await Assert.ThrowsAsync<LeaseException>(() => save);
        Assert.True(reign.Ended.IsCancellationRequested);
        var version = Version();
        Server.Edit(_ => { });
        door.Is(DoorState.Open);
        await PassUntilAsync(() => first.Reign is not null);

        Assert.NotSame(reign, first.Reign);
        Assert.Equal(isKept ? NodeStates.Promoting : NodeStates.Paired, first.Load());
        Assert.True(Version() > version);
    }

    [Fact]
    public async Task Record_Unreadable_IsNotTakenForNothing()
    {
        Server.Edit(lease => lease["metadata"]!["annotations"] = new JsonObject { ["failover.foobar.com/record"] = "{" });

        var (first, _) = await LeadAsync("failover-a");

        var problem = Assert.Throws<WitnessException>(() => first.Load());
        Assert.Contains("foobar/failover", problem.Message, StringComparison.Ordinal);
    }
}
