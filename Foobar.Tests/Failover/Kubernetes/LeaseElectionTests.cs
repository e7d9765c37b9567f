using System.Text.Json.Nodes;
using Foobar.Failover.Kubernetes;
using Foobar.Failover.Leadership;
using Foobar.Failover.Witness;
using k8s;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Foobar.Tests.Failover.Kubernetes;

/// <summary>Managers against an API server; their time passes when a test says so.</summary>
public sealed class LeaseElectionTests : IAsyncDisposable
{
    private static readonly LeaseTiming s_timing = new(TimeSpan.FromSeconds(8));
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(100);

    private readonly FakeApiServer _server = new();
    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly List<IDisposable> _disposables = [];
    private readonly List<(LeaseElection Election, InFlight Requests, CountedTime Time)> _managers = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _disposables.ForEach(disposable => disposable.Dispose());
        await _server.DisposeAsync();
    }

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
        Assert.StartsWith("failover-a_", _server.Holder);
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
        Assert.Equal(1, (int)_server.Lease["spec"]!["leaseTransitions"]!);
    }

    [Fact]
    public async Task Stop_OfTheLeader_LetsTheOtherLeadAtOnce()
    {
        var (first, _) = await LeadAsync("failover-a");
        var (second, _) = await StartAsync("failover-b");
        var reign = first.Reign!;

        await first.StopAsync(Token);

        Assert.True(reign.Ended.IsCancellationRequested);
        Assert.Null(_server.Holder);
        var stopped = _time.GetTimestamp();
        await PassUntilAsync(() => second.Reign is not null);
        Assert.True(_time.GetElapsedTime(stopped) <= s_timing.LookEvery + s_moment);
    }

    [Theory]
    [InlineData("Refuses")]
    [InlineData("Hangs")]
    public async Task Leader_CutOff_StopsBeforeTheOtherBegins(string state)
    {
        var (first, door) = await LeadAsync("failover-a");
        var (second, _) = await StartAsync("failover-b");
        await PassUntilAsync(() => second.Election.Leader is not null);
        var cut = _time.GetTimestamp();

        door.Is(Enum.Parse<DoorState>(state));
        await PassUntilAsync(() => first.Reign is null, () => Assert.Null(second.Reign));
        var ended = _time.GetTimestamp();
        await PassUntilAsync(() => second.Reign is not null, () => Assert.Null(first.Reign));

        Assert.True(_time.GetElapsedTime(ended) > TimeSpan.Zero);
        Assert.True(_time.GetElapsedTime(cut) <= s_timing.Duration + (2 * s_timing.LookEvery));
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
        var record = _server.Record;
        _server.Edit(lease => lease["spec"]!["holderIdentity"] = "failover-b_1");

        await Assert.ThrowsAsync<NotLeaderException>(() => first.SaveAsync(NodeStates.Alone, reign.Ended));

        Assert.True(reign.Ended.IsCancellationRequested);
        Assert.Null(first.Reign);
        Assert.Equal(record, _server.Record);
        await Assert.ThrowsAsync<NotLeaderException>(() => first.ConfirmAsync(Token));
    }

    [Fact]
    public async Task Save_DecidedInAnEarlierReign_IsRefused()
    {
        var (first, _) = await LeadAsync("failover-a");
        await first.SaveAsync(NodeStates.Paired, Token);
        var earlier = first.Reign!;
        _server.Edit(lease => lease["metadata"]!["annotations"]!["failover.foobar.com/record"] = RecordJson.Write(NodeStates.Alone));
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
        _server.Edit(_ => { });
        door.Is(DoorState.Open);
        await PassUntilAsync(() => first.Reign is not null);

        Assert.NotSame(reign, first.Reign);
        Assert.Equal(isKept ? NodeStates.Promoting : NodeStates.Paired, first.Load());
        Assert.True(Version() > version);
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
        _server.Edit(lease => lease["metadata"]!["annotations"]!["kubectl.kubernetes.io/last-applied-configuration"] = "{}");

        await first.SaveAsync(NodeStates.Alone, Token);

        Assert.Same(reign, first.Reign);
        Assert.Equal(RecordJson.Write(NodeStates.Alone), _server.Record);
        Assert.Equal("{}", (string?)_server.Lease["metadata"]!["annotations"]!["kubectl.kubernetes.io/last-applied-configuration"]);
        Assert.Equal("failover", (string?)_server.Lease["metadata"]!["labels"]!["app.kubernetes.io/name"]);
    }

    [Fact]
    public async Task Lease_Missing_IsSaidAndLedByWhenItIsThere()
    {
        var lease = _server.Lease;
        _server.Delete();
        var (first, _) = await StartAsync("failover-a");

        await PassUntilAsync(() => first.Election.IsBroken);
        Assert.Equal("there is no Lease foobar/failover: it is part of the manifests, so nobody can be elected", first.Election.Reason);
        _server.Apply(lease);

        await PassUntilAsync(() => first.Reign is not null);
        Assert.False(first.Election.IsBroken);
    }

    [Fact]
    public async Task Record_Unreadable_IsNotTakenForNothing()
    {
        _server.Edit(lease => lease["metadata"]!["annotations"] = new JsonObject { ["failover.foobar.com/record"] = "{" });

        var (first, _) = await LeadAsync("failover-a");

        var problem = Assert.Throws<WitnessException>(() => first.Load());
        Assert.Contains("foobar/failover", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OfThePodThatHeldTheLease_WaitsUntilItHasRunOut()
    {
        _server.Edit(lease => lease["spec"] = new JsonObject { ["holderIdentity"] = "failover-a_1", ["leaseDurationSeconds"] = 8 });
        var started = _time.GetTimestamp();

        var (again, _) = await StartAsync("failover-a");
        await PassUntilAsync(() => again.Reign is not null);

        Assert.True(_time.GetElapsedTime(started) >= s_timing.Duration);
    }

    private int Version() => int.Parse((string)_server.Lease["metadata"]!["resourceVersion"]!, System.Globalization.CultureInfo.InvariantCulture);

    private async Task<(LeaseElection Election, Door Door)> LeadAsync(string pod)
    {
        var started = await StartAsync(pod);
        await PassUntilAsync(() => started.Election.Reign is not null);
        return started;
    }

    private async Task<(LeaseElection Election, Door Door)> StartAsync(string pod)
    {
        var door = await _server.OpenDoorAsync();
        var requests = new InFlight();
        var time = new CountedTime(_time);
        var client = new k8s.Kubernetes(new KubernetesClientConfiguration { Host = door.Url }, requests);
        var store = new LeaseStore(client, FakeApiServer.Namespace, FakeApiServer.Name, s_timing.RequestLimit, time);
        var election = new LeaseElection(store, s_timing, LeaseContent.CreateIdentity(pod), time, NullLogger<LeaseElection>.Instance);
        _managers.Add((election, requests, time));
        _disposables.Add(election);
        _disposables.Add(client);
        await election.StartAsync(Token);
        return (election, door);
    }

    /// <summary>Lets time pass in small steps, each when all that can be answered is.</summary>
    private async Task PassUntilAsync(Func<bool> condition, Action? always = null)
    {
        while (!condition())
        {
            always?.Invoke();
            do
            {
                await Task.Delay(5, Token);
            }
            while (!_managers.All(IsWaiting) || _managers.Sum(manager => manager.Requests.Count) > _server.Waiting);
            if (!condition())
            {
                _time.Advance(s_moment);
            }
        }
    }

    // For its next step or for an answer, and while it leads for the end of its reign as well.
    private static bool IsWaiting((LeaseElection Election, InFlight Requests, CountedTime Time) manager) =>
        manager.Election.ExecuteTask is { IsCompleted: true } || manager.Time.Timers >= (manager.Election.Reign is null ? 1 : 2);
}
