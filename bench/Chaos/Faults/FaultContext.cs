using Foobar.Chaos.Composition;
using Foobar.Chaos.Network;

namespace Foobar.Chaos.Faults;

/// <summary>What a fault can do, and the way back.</summary>
/// <param name="application">What it is done to.</param>
/// <param name="primary">The primary before the fault.</param>
/// <param name="random">Decides what the fault leaves open.</param>
/// <param name="recoverAsync">Repairs and waits until all is well, for faults that come after that.</param>
internal sealed class FaultContext(
    FoobarApplication application,
    string primary,
    Random random,
    Func<FaultContext, CancellationToken, Task> recoverAsync)
{
    private readonly Processes _processes = new(application);
    private readonly List<Task> _starting = [];
    private readonly Stack<Func<CancellationToken, Task>> _repairs = new();

    public string Primary { get; } = primary;

    public string Replica { get; } = ResourceNames.PeerOf(primary);

    /// <summary>What did not go as it should, for people.</summary>
    public IEnumerable<string> Remarks => _processes.Remarks;

    /// <summary>One of several, by chance.</summary>
    public string Any(IReadOnlyList<string> names) => names[random.Next(names.Count)];

    /// <summary>Waits for a time by chance.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => Task.Delay(random.NextDouble() * atMost, cancellationToken);

    /// <summary>Ends a process without notice. The repair starts it.</summary>
    public Task KillAsync(string instance)
    {
        Processes.Signal(_processes.FindPid(instance), "KILL");
        _repairs.Push(cancellationToken => BeginStart(instance, cancellationToken));
        return Task.CompletedTask;
    }

    /// <summary>Stops a process where it is. The repair lets it go on.</summary>
    public Task FreezeAsync(string instance)
    {
        var pid = _processes.FindPid(instance);
        Processes.Signal(pid, "STOP");
        _repairs.Push(_ =>
        {
            Processes.Signal(pid, "CONT");
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    /// <summary>Ends a process in an orderly way and starts it again.</summary>
    public async Task RestartAsync(string instance, CancellationToken cancellationToken)
    {
        await _processes.StopAsync(instance, cancellationToken);
        await BeginStart(instance, cancellationToken);
    }

    /// <summary>Starts what the fault has ended, before the repair.</summary>
    public Task StartLastKilledAsync(CancellationToken cancellationToken) => _repairs.Pop()(cancellationToken);

    /// <summary>Cuts a node off from others. The repair mends the links.</summary>
    public Task IsolateAsync(string node, params string[] from)
    {
        var links = application.Links ?? throw new InvalidOperationException("The application was composed without links.");
        var cut = links.Cut(node, from);
        _repairs.Push(_ =>
        {
            foreach (var link in cut)
            {
                link.Mode = LinkMode.Pass;
            }

            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    /// <summary>Lets the other node become the primary, in an orderly way.</summary>
    public Task SwitchOverAsync(CancellationToken cancellationToken) => application.Manager.SwitchOverAsync(cancellationToken);

    /// <summary>Repairs what is broken, and waits until all is well.</summary>
    public Task RecoverAsync(CancellationToken cancellationToken) => recoverAsync(this, cancellationToken);

    /// <summary>Undoes everything, last first, with a pause by chance after each part.</summary>
    public async Task RepairAsync(TimeSpan longestPause, CancellationToken cancellationToken)
    {
        while (_repairs.TryPop(out var repair))
        {
            await repair(cancellationToken);
            if (_repairs.Count > 0)
            {
                await WaitAsync(longestPause, cancellationToken);
            }
        }
    }

    /// <summary>Waits until what was started has started: a process may wait for others before.</summary>
    public async Task WaitForStartsAsync()
    {
        await Task.WhenAll(_starting);
        _starting.Clear();
    }

    // A start that waits for other processes must not keep those from being started.
    private Task BeginStart(string instance, CancellationToken cancellationToken)
    {
        _starting.Add(_processes.StartAsync(instance, cancellationToken));
        return Task.CompletedTask;
    }
}
