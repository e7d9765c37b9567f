using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Foobar.AppHost.MySql.Management;
using Foobar.MySql.Topology;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Foobar.Tests.AppHost.MySql.Management;

public sealed class TopologyMonitorTests : IAsyncLifetime
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(10);

    private readonly RecordingLogger _log = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly TopologyHolder _holder = new();
    private FakeManager _manager = null!;
    private FailoverManagerClient _client = null!;
    private DistributedApplication _app = null!;
    private TopologyMonitor _monitor = null!;

    private ResourceNotificationService Notifications => _app.Services.GetRequiredService<ResourceNotificationService>();

    public async ValueTask InitializeAsync()
    {
        _manager = await FakeManager.StartAsync();
        _client = _manager.CreateClient();
        var builder = Composer.Begin();
        var mysql = builder.AddMySqlReplication("mysql");
        mysql.AddDatabase("foobar");
        _app = builder.Build();
        _monitor = new(mysql.Resource, _client, _holder, Notifications, _log, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await _manager.DisposeAsync();
    }

    [Fact]
    public async Task Show_Pair_PublishesWhatTheManagerSees()
    {
        await ShowAsync(Topologies.Paired);

        Assert.Equal(
            [
                "Primary=mysql-1", "Term=3", "Mode=paired",
                "Last failover=2026-01-02 03:04:05 UTC, mysql-2 → mysql-1, 0.8 s without writes: mysql-2 does not answer",
                "Failover manager=mysql-2 follows mysql-1",
            ],
            Properties("mysql"));
        Assert.Equal(
            [
                "Role=replica", "Term=3", "Writable=no", "Lag=0 s", "Semi-synchronous=acknowledges",
                "GTIDs executed=11111111-71ca-11e1-9e33-c80aa9429562:1-10", "MySQL version=9.7.4",
                "Server UUID=22222222-71ca-11e1-9e33-c80aa9429562", "Replication source=127.0.0.1:3306",
            ],
            Properties("mysql-2").Where(p => !p.StartsWith("resource.", StringComparison.Ordinal)));
        Assert.Equal((KnownResourceStates.Running, null), State("mysql"));
        Assert.Equal((KnownResourceStates.Running, null), State("foobar"));
    }

    [Fact]
    public async Task Show_NodeThatDoesNotAnswerAnyMore_ForgetsWhatItSaid()
    {
        await ShowAsync(Topologies.Paired);
        await ShowAsync(Topologies.Paired with
        {
            Nodes = [Topologies.Primary, new() { Name = "mysql-2", Role = NodeRole.None, IsHealthy = false, Reason = "does not answer", IsReachable = false }],
        });

        Assert.Equal(["Role=none"], Properties("mysql-2").Where(p => !p.StartsWith("resource.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Show_TheSameAgain_PublishesNothing()
    {
        await ShowAsync(Topologies.Paired);
        var before = Snapshots();

        await ShowAsync(Topologies.Paired);

        Assert.Equal(before, Snapshots());
    }

    [Fact]
    public async Task Show_OnlyTransactionsAndLagMoved_PublishesThemNowAndThen()
    {
        await ShowAsync(Topologies.Paired);
        var before = Snapshots();
        var moved = Topologies.Paired with { Nodes = [Topologies.Primary with { Executed = "11111111-71ca-11e1-9e33-c80aa9429562:1-11" }, Topologies.Replica with { Lag = 2 }] };

        await ShowAsync(moved);
        Assert.Equal(before, Snapshots());

        _clock.Advance(s_long);
        await ShowAsync(moved);
        Assert.Contains("GTIDs executed=11111111-71ca-11e1-9e33-c80aa9429562:1-11", Properties("mysql-1"));
        Assert.Contains("Lag=2 s", Properties("mysql-2"));
    }

    [Fact]
    public async Task Show_WritesStopAndComeBack_StaysRunning()
    {
        await ShowAsync(Topologies.Closed);
        Assert.Equal((KnownResourceStates.Starting, null), State("mysql"));

        await ShowAsync(Topologies.Paired);
        await ShowAsync(Topologies.Closed);

        Assert.Equal((KnownResourceStates.Running, null), State("mysql"));
        Assert.Equal((KnownResourceStates.Running, null), State("foobar"));
    }

    [Fact]
    public async Task Show_HelpNeeded_IsAnErrorUntilItIsNot()
    {
        await ShowAsync(Topologies.Diverged);
        Assert.Equal((KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error), State("mysql"));
        Assert.Equal((KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error), State("foobar"));

        await ShowAsync(Topologies.Closed);
        Assert.Equal((KnownResourceStates.Starting, null), State("mysql"));

        await ShowAsync(Topologies.Paired with { NeedsHelp = true });
        Assert.Equal((KnownResourceStates.Running, KnownResourceStateStyles.Warn), State("mysql"));
    }

    [Fact]
    public async Task Show_ManagerSilent_KeepsWhatIsShown()
    {
        await ShowAsync(Topologies.Paired);
        var before = Snapshots();

        _manager.Answer = () => Results.StatusCode(503);
        await _monitor.ShowAsync(TestContext.Current.CancellationToken);

        Assert.Equal(before, Snapshots());
        Assert.Equal(new TopologyView(_holder.View.Topology, "failover answers 503"), _holder.View);
        Assert.Equal("mysql-1", _holder.View.Topology?.Primary);
    }

    [Fact]
    public async Task Show_EachChangeOfReason_IsLoggedOnce()
    {
        await ShowAsync(Topologies.Closed);
        await ShowAsync(Topologies.Closed);
        await ShowAsync(Topologies.Paired);
        _manager.Answer = () => Results.StatusCode(503);
        await _monitor.ShowAsync(TestContext.Current.CancellationToken);
        await _monitor.ShowAsync(TestContext.Current.CancellationToken);
        await ShowAsync(Topologies.Diverged);

        Assert.Equal(
            [
                (LogLevel.Information, "mysql-1 becomes the primary"),
                (LogLevel.Information, "mysql-2 follows mysql-1"),
                (LogLevel.Warning, "failover answers 503"),
                (LogLevel.Error, "both nodes have transactions that the other lacks"),
            ],
            _log.Lines);
    }

    private Task ShowAsync(ClusterTopology topology)
    {
        _manager.Show(topology);
        return _monitor.ShowAsync(TestContext.Current.CancellationToken);
    }

    private (string?, string?) State(string resource) => (Snapshot(resource).State?.Text, Snapshot(resource).State?.Style);

    private IEnumerable<string> Properties(string resource) => Snapshot(resource).Properties.Select(p => $"{p.Name}={p.Value}");

    private List<CustomResourceSnapshot> Snapshots() => [Snapshot("mysql"), Snapshot("foobar"), Snapshot("mysql-1"), Snapshot("mysql-2")];

    private CustomResourceSnapshot Snapshot(string resource)
    {
        Assert.True(Notifications.TryGetCurrentState(resource, out var state), resource);
        return state.Snapshot;
    }

    private sealed class RecordingLogger : ILogger
    {
        public List<(LogLevel, string)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add((logLevel, formatter(state, exception)));
    }
}
