using Aspire.Hosting.ApplicationModel;
using Foobar.Hosting.Orchestration.Processes;

namespace Foobar.Hosting.Orchestration;

/// <summary>One process of a resource: its id, its ports, and what runs now.</summary>
internal sealed class ResourceInstance(IResource resource, string id)
{
    private bool _isStopping;

    public IResource Resource { get; } = resource;

    public string Id { get; } = id;

    /// <summary>The port on which it listens, by endpoint.</summary>
    public Dictionary<string, int> TargetPorts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What runs now, if anything.</summary>
    public ManagedProcess? Process { get; set; }

    /// <summary>Whether it was asked to end, and was not started since.</summary>
    public bool IsStopping { get => Volatile.Read(ref _isStopping); set => Volatile.Write(ref _isStopping, value); }

    /// <summary>Completed when the exit of what was started last is published.</summary>
    public Task Watch { get; set; } = Task.CompletedTask;

    /// <summary>Ends a start that is under way.</summary>
    public CancellationTokenSource? Starting { get; set; }

    /// <summary>Lets one start or stop at a time through.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);
}
