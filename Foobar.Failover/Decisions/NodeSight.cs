using Foobar.MySql.Replication;

namespace Foobar.Failover.Decisions;

/// <summary>What the manager knows of one node at one moment.</summary>
internal sealed record NodeSight
{
    public required string Name { get; init; }

    /// <summary>Where the other node reaches it.</summary>
    public required NodeAddress PeerAddress { get; init; }

    /// <summary>The last answer, or <see langword="null"/> when the last question has had none.</summary>
    public NodeState? State { get; init; }

    /// <summary>Why there is no answer, in words that follow the node's name.</summary>
    public string? Error { get; init; }

    /// <summary>For how long it has not answered; zero while it answers.</summary>
    public TimeSpan Silent { get; init; }

    /// <summary>Whether nobody listens at its address: it is not slow, it is not there.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Whether it has answered this manager at all.</summary>
    public bool WasSeen { get; init; } = true;

    /// <summary>As a replica: for how long its receiver has had no connection to the source, or its applier has stopped.</summary>
    public TimeSpan NotReplicating { get; init; }

    /// <summary>As the open primary: for how long commits have not been acknowledged by the replica.</summary>
    public TimeSpan Unacknowledged { get; init; }

    /// <summary>As the open primary: for how long the manager's own write has been under way.</summary>
    public TimeSpan BeatPending { get; init; }

    public override string ToString() => Name;
}
