using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace Foobar.MySql;

/// <summary>
/// Looks at both nodes again and again, each by itself so that a frozen one does not hold up the news of the other, and
/// publishes who does what.
/// </summary>
internal sealed partial class RoleMonitor : IAsyncDisposable
{
    // While nobody can write, each moment until the new primary is seen is one that writes wait.
    private static readonly TimeSpan s_intervalWithoutPrimary = TimeSpan.FromMilliseconds(100);

    private readonly WatchedNode[] _nodes;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = WatchedNode.CreateSignal();
    private volatile RoleSnapshot _current;
    private Task _loops = Task.CompletedTask;
    private string? _lastPrimary;
    private string? _announcedPrimary;
    private ulong _knownTerm;

    public RoleMonitor(WatchedNode first, WatchedNode second, TimeSpan interval, TimeProvider time, ILogger logger)
    {
        _nodes = [first, second];
        _interval = interval;
        _time = time;
        _logger = logger;
        _current = new(PairRoles.None, [first.Last, second.Last], _changed.Task);
    }

    public RoleSnapshot Current => _current;

    public IReadOnlyList<NodeClient> Nodes => [_nodes[0].Client, _nodes[1].Client];

    public NodeClient this[string name] => Find(name).Client;

    public void Start()
    {
        // Nothing of the request that happens to come first: neither its trace nor its cancellation. And no trace of a look.
        using (ExecutionContext.SuppressFlow())
        {
            _loops = Task.WhenAll(_nodes.Select(node => Task.Run(() => WatchAsync(node, _stopping.Token))));
        }
    }

    /// <summary>A request has failed on the node: nothing more goes there until it was looked at, which happens at once.</summary>
    public void Suspect(string name, string reason)
    {
        lock (_lock)
        {
            var node = Find(name);
            node.Suspicion = reason;
            node.Suspicions++;
            Publish();
            node.Wake.TrySetResult();
        }
    }

    /// <summary>Looks at both nodes now.</summary>
    /// <returns>Ends when both have answered, or not, to a look that began after this call.</returns>
    public Task LookAgainAsync()
    {
        lock (_lock)
        {
            foreach (var node in _nodes)
            {
                node.Wake.TrySetResult();
            }

            return Task.WhenAll(_nodes.Select(node => node.NextLook.Task));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _loops;
        _stopping.Dispose();
    }

    private async Task WatchAsync(WatchedNode node, CancellationToken stopping)
    {
        using var noTraces = SuppressInstrumentationScope.Begin();
        var peer = node == _nodes[0] ? _nodes[1] : _nodes[0];
        while (!stopping.IsCancellationRequested)
        {
            var (suspicions, peerBeat, done, wake) = Begin(node, peer);
            var look = await node.LookAsync();
            Apply(node, look.Answer is { } answer ? look with { Answer = answer with { PeerBeat = peerBeat } } : look, suspicions);
            done.TrySetResult();

            var interval = _current.Roles.Primary is null && s_intervalWithoutPrimary < _interval ? s_intervalWithoutPrimary : _interval;
            var pause = Task.Delay(interval, _time, stopping);
            await Task.WhenAny(pause, wake);
        }
    }

    private (int Suspicions, DateTime? PeerBeat, TaskCompletionSource Done, Task Wake) Begin(WatchedNode node, WatchedNode peer)
    {
        lock (_lock)
        {
            var done = node.NextLook;
            node.NextLook = WatchedNode.CreateSignal();
            node.Wake = WatchedNode.CreateSignal();
            return (node.Suspicions, peer.Effective.Answer?.Beat, done, node.Wake.Task);
        }
    }

    private void Apply(WatchedNode node, NodeLook look, int suspicions)
    {
        lock (_lock)
        {
            var before = node.Last;
            node.Last = look;
            node.Suspicion = node.Suspicions == suspicions ? null : node.Suspicion;
            if (look.Answer is { } answer)
            {
                node.Client.SetExecuted(answer.Executed);
            }

            Publish();
            Announce(node, before);
        }
    }

    private void Publish()
    {
        var (first, second) = (_nodes[0].Effective, _nodes[1].Effective);
        var roles = RoleDecision.Decide(first, second, _knownTerm);
        _knownTerm = Math.Max(_knownTerm, roles.Term);

        var before = _current;
        var ended = roles.HasSameNodes(before.Roles) ? null : _changed;
        if (ended is not null)
        {
            _changed = WatchedNode.CreateSignal();
        }

        _current = new RoleSnapshot(roles, [first, second], _changed.Task);
        ended?.TrySetResult();
    }

    private void Announce(WatchedNode node, NodeLook before)
    {
        if (node.Last.Answer is null && node.Last != before)
        {
            LogSilent(node.Client.Name, node.Last.Error);
            node.Client.ClearPoolAsync().Forget();
        }
        else if (node.Last.Answer is not null && before.Answer is null)
        {
            LogAvailable(node.Client.Name);
        }

        AnnouncePrimary(_current.Roles);
    }

    private void AnnouncePrimary(PairRoles roles)
    {
        if (roles.Primary == _announcedPrimary)
        {
            return;
        }

        if (roles.Primary is null)
        {
            LogNoPrimary(_announcedPrimary!);
        }
        else
        {
            LogPrimary(roles.Primary, roles.Term);
            if (_lastPrimary is not null && _lastPrimary != roles.Primary)
            {
                Find(_lastPrimary).Client.ClearPoolAsync().Forget();
            }

            _lastPrimary = roles.Primary;
        }

        _announcedPrimary = roles.Primary;
    }

    private WatchedNode Find(string name) => _nodes[0].Client.Name == name ? _nodes[0] : _nodes[1];
}
