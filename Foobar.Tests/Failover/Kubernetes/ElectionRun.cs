using Foobar.Failover.Kubernetes;
using k8s;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Foobar.Tests.Failover.Kubernetes;

/// <summary>Managers against an API server; their time passes when a test says so.</summary>
public abstract class ElectionRun : IAsyncDisposable
{
    private protected static readonly LeaseTiming s_timing = new(TimeSpan.FromSeconds(8));
    private protected static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(100);

    private readonly List<IDisposable> _disposables = [];
    private readonly List<(LeaseElection Election, InFlight Requests, CountedTime Time)> _managers = [];

    private protected FakeApiServer Server { get; } = new();

    private protected FakeTimeProvider Time { get; } = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _disposables.ForEach(disposable => disposable.Dispose());
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected int Version() => int.Parse((string)Server.Lease["metadata"]!["resourceVersion"]!, System.Globalization.CultureInfo.InvariantCulture);

    private protected async Task<(LeaseElection Election, Door Door)> LeadAsync(string pod)
    {
        var started = await StartAsync(pod);
        await PassUntilAsync(() => started.Election.Reign is not null);
        return started;
    }

    private protected async Task<(LeaseElection Election, Door Door)> StartAsync(string pod)
    {
        var door = await Server.OpenDoorAsync();
        var requests = new InFlight();
        var time = new CountedTime(Time);
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
    private protected async Task PassUntilAsync(Func<bool> condition, Action? always = null)
    {
        while (!condition())
        {
            always?.Invoke();
            do
            {
                await Task.Delay(5, Token);
            }
            while (!_managers.All(IsWaiting) || _managers.Sum(manager => manager.Requests.Count) > Server.Waiting);
            if (!condition())
            {
                Time.Advance(s_moment);
            }
        }
    }

    // For its next step or for an answer, and while it leads for the end of its reign as well.
    private static bool IsWaiting((LeaseElection Election, InFlight Requests, CountedTime Time) manager) =>
        manager.Election.ExecuteTask is { IsCompleted: true } || manager.Time.Timers >= (manager.Election.Reign is null ? 1 : 2);
}
