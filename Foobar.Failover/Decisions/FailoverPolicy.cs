namespace Foobar.Failover.Decisions;

/// <summary>How long the manager waits before it believes something.</summary>
internal sealed record FailoverPolicy
{
    /// <summary>A node that was there is dead after this long without an answer.</summary>
    public TimeSpan DeadAfter { get; init; } = TimeSpan.FromSeconds(0.7);

    /// <summary>The same, where its address refuses connections.</summary>
    public TimeSpan RefusedAfter { get; init; } = TimeSpan.FromSeconds(0.3);

    /// <summary>A node whose address refuses connections for this long shuts down, whoever is still connected.</summary>
    public TimeSpan ShutDownAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A node that this manager has never seen is dead after this long: it may be starting, and may have much to recover.
    /// </summary>
    public TimeSpan AbsentAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A primary whose commits nobody has acknowledged for this long is let run alone.</summary>
    public TimeSpan AloneAfter { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>A primary that answers and has not committed for this long is wedged.</summary>
    public TimeSpan WedgedAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>An old primary that cannot be closed gently within this time is fenced.</summary>
    public TimeSpan CloseWithin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A replica whose applier or receiver cannot go on for this long is cloned.</summary>
    public TimeSpan CloneAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A replica is this many transactions behind at most when acknowledgements are switched on, since commits wait until it
    /// has them all.
    /// </summary>
    public long MaxPairingBacklog { get; init; } = 500;

    /// <summary>A replica is behind by this much at most when it is to take over as planned.</summary>
    public TimeSpan MaxSwitchoverLag { get; init; } = TimeSpan.FromSeconds(1);
}
