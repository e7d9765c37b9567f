using System.Text.Json.Nodes;
using Foobar.Failover.Leadership;
using Foobar.Failover.Witness;

namespace Foobar.Tests.Failover.Kubernetes;

/// <summary>Who leads, from when and until when.</summary>
public sealed class LeaseElectionTests : ElectionRun
{
    [Fact]
    public async Task Start_Two_OneLeadsAndTheOtherKnowsIt()
    {
        var (first, _) = await LeadAsync("failover-a");
        var (second, _) = await StartAsync("failover-b");

        await PassUntilAsync(() => second.Election.Leader is not null);

        Assert.NotNull(first.Reign);
        Assert.Null(second.Reign);
        Assert.Equal("failover-a", second.Election.Leader);
        Assert.Equal("failover-a leads and this manager stands by", second.Election.Reason);
        Assert.StartsWith("failover-a_", Server.Holder);
    }

    [Fact]
    public async Task Renew_ForLong_KeepsTheReign()
    {
        var (first, _) = await LeadAsync("failover-a");
        var (second, _) = await StartAsync("failover-b");
        var reign = first.Reign;
        var version = 0;

        for (var renewals = 0; renewals < 20; renewals++)
        {
            await PassUntilAsync(() => Version() != version);
            version = Version();
        }

        Assert.Same(reign, first.Reign);
        Assert.Null(second.Reign);
        Assert.Equal(1, (int)Server.Lease["spec"]!["leaseTransitions"]!);
    }

    [Fact]
    public async Task Stop_OfTheLeader_LetsTheOtherLeadAtOnce()
    {
        var (first, _) = await LeadAsync("failover-a");
        var (second, _) = await StartAsync("failover-b");
        var reign = first.Reign!;

        await first.StopAsync(Token);

        Assert.True(reign.Ended.IsCancellationRequested);
        Assert.Null(Server.Holder);
        var stopped = Time.GetTimestamp();
        await PassUntilAsync(() => second.Reign is not null);
        Assert.True(Time.GetElapsedTime(stopped) <= s_timing.LookEvery + s_moment);
    }

    [Theory]
    [InlineData("Refuses")]
    [InlineData("Hangs")]
    public async Task Leader_CutOff_StopsBeforeTheOtherBegins(string state)
    {
        var (first, door) = await LeadAsync("failover-a");
        var (second, _) = await StartAsync("failover-b");
        await PassUntilAsync(() => second.Election.Leader is not null);
        var cut = Time.GetTimestamp();

        door.Is(Enum.Parse<DoorState>(state));
        await PassUntilAsync(() => first.Reign is null, () => Assert.Null(second.Reign));
        var ended = Time.GetTimestamp();
        await PassUntilAsync(() => second.Reign is not null, () => Assert.Null(first.Reign));

        Assert.True(Time.GetElapsedTime(ended) > TimeSpan.Zero);
        Assert.True(Time.GetElapsedTime(cut) <= s_timing.Duration + (2 * s_timing.LookEvery));
        door.Is(DoorState.Open);
        await PassUntilAsync(() => first.Election.Leader == "failover-b");
        Assert.Null(first.Reign);
    }

    [Fact]
    public async Task ApiServer_AwayForAll_NobodyLeadsUntilItIsBack()
    {
        var (first, one) = await LeadAsync("failover-a");
        var (second, two) = await StartAsync("failover-b");
        one.Is(DoorState.Refuses);
        two.Is(DoorState.Refuses);

        await PassUntilAsync(() => first.Reign is null && second.Election.IsBroken);
        Assert.Contains("the API server answers 503", second.Election.Reason, StringComparison.Ordinal);
        one.Is(DoorState.Open);
        two.Is(DoorState.Open);

        await PassUntilAsync(() => first.Reign is not null || second.Reign is not null);
        await PassUntilAsync(() => !first.Election.IsBroken && !second.Election.IsBroken);
    }

    [Fact]
    public async Task Require_MoreThanIsLeft_IsRefused()
    {
        var (first, door) = await LeadAsync("failover-a");
        door.Is(DoorState.Refuses);

        first.Require(s_timing.Duration - s_timing.Margin - s_timing.RenewEvery);
        Assert.Throws<NotLeaderException>(() => first.Require(s_timing.Duration));

        await PassUntilAsync(() => first.Reign is null);
        Assert.Throws<NotLeaderException>(() => first.Require(TimeSpan.Zero));
    }

    [Fact]
    public async Task Lease_ChangedByKubectl_StaysHeldAndKeepsTheChange()
    {
        var (first, _) = await LeadAsync("failover-a");
        var reign = first.Reign;
        await first.SaveAsync(NodeStates.Paired, Token);
        Server.Edit(lease => lease["metadata"]!["annotations"]!["kubectl.kubernetes.io/last-applied-configuration"] = "{}");

        await first.SaveAsync(NodeStates.Alone, Token);

        Assert.Same(reign, first.Reign);
        Assert.Equal(RecordJson.Write(NodeStates.Alone), Server.Record);
        Assert.Equal("{}", (string?)Server.Lease["metadata"]!["annotations"]!["kubectl.kubernetes.io/last-applied-configuration"]);
        Assert.Equal("failover", (string?)Server.Lease["metadata"]!["labels"]!["app.kubernetes.io/name"]);
    }

    [Fact]
    public async Task Lease_Missing_IsSaidAndLedByWhenItIsThere()
    {
        var lease = Server.Lease;
        Server.Delete();
        var (first, _) = await StartAsync("failover-a");

        await PassUntilAsync(() => first.Election.IsBroken);
        Assert.Equal("there is no Lease foobar/failover: it is part of the manifests, so nobody can be elected", first.Election.Reason);
        Server.Apply(lease);

        await PassUntilAsync(() => first.Reign is not null);
        Assert.False(first.Election.IsBroken);
    }

    [Fact]
    public async Task Start_OfThePodThatHeldTheLease_WaitsUntilItHasRunOut()
    {
        Server.Edit(lease => lease["spec"] = new JsonObject { ["holderIdentity"] = "failover-a_1", ["leaseDurationSeconds"] = 8 });
        var started = Time.GetTimestamp();

        var (again, _) = await StartAsync("failover-a");
        await PassUntilAsync(() => again.Reign is not null);

        Assert.True(Time.GetElapsedTime(started) >= s_timing.Duration);
    }
}
