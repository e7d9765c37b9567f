using Foobar.MySql.Replication;

namespace Foobar.Failover.Observation;

/// <summary>A node as the manager deals with it: looked at with little patience, acted on with more.</summary>
internal sealed class ManagedNode : IAsyncDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_action = TimeSpan.FromSeconds(3);

    private readonly MySqlNode _looks;

    public ManagedNode(string name, NodeAddress peerAddress, string connectionString, IChangePermit? permit, TimeProvider time, Action changed)
    {
        Name = name;
        PeerAddress = peerAddress;
        _looks = new(name, connectionString, s_look);
        Actions = new(name, connectionString, s_action, permit);
        Observer = new(_looks, time, changed);
    }

    public string Name { get; }

    /// <summary>Where the other node reaches it.</summary>
    public NodeAddress PeerAddress { get; }

    public NodeObserver Observer { get; }

    /// <summary>What changes the node.</summary>
    public MySqlNode Actions { get; }

    /// <summary>
    /// Whether statements of a manager before this one may still be carried out: until they are ended, what the node says may
    /// be otherwise in a moment, and nothing is decided from it.
    /// </summary>
    public bool IsToBeTakenOver { get; set; }

    /// <summary>Ends whatever was sent before.</summary>
    public async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        await Actions.TakeOverAsync(cancellationToken);
        IsToBeTakenOver = false;
    }

    public void FenceWhenItAnswers() => _looks.FenceWhenItAnswers();

    public async ValueTask DisposeAsync()
    {
        await _looks.DisposeAsync();
        await Actions.DisposeAsync();
    }
}
