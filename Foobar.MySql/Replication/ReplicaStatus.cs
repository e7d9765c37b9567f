namespace Foobar.MySql.Replication;

/// <summary>The state of a replica's two threads (<c>SHOW REPLICA STATUS</c>).</summary>
public sealed record ReplicaStatus
{
    /// <summary>The source that this node was told to follow.</summary>
    public required NodeAddress Source { get; init; }

    /// <summary>The source's identity, or <see langword="null"/> before the first connection to it.</summary>
    public Guid? SourceUuid { get; init; }

    /// <summary>Whether the receiving (IO) thread is connected to the source.</summary>
    public required bool IsReceiving { get; init; }

    /// <summary>Whether the receiving (IO) thread runs: it is connected, or tries to connect again and again.</summary>
    public required bool IsReceiverStarted { get; init; }

    /// <summary>Whether the applying (SQL) thread runs.</summary>
    public required bool IsApplying { get; init; }

    /// <summary>The transactions that are or were in the relay log (<c>Retrieved_Gtid_Set</c>).</summary>
    public required GtidSet Retrieved { get; init; }

    /// <summary>
    /// How far the applier is behind what was received, in whole seconds; <see langword="null"/> when unknown.
    /// </summary>
    /// <remarks>
    /// <c>Seconds_Behind_Source</c>: the age, by the source's clock, of what is being applied; zero when all that was
    /// received is applied. It cannot see what the source has not sent. With semi-synchronous replication that is never
    /// an acknowledged transaction, and a source that falls silent stops <see cref="IsReceiving"/> within
    /// <c>replica_net_timeout</c>, upon which the lag is unknown.
    /// </remarks>
    public TimeSpan? Lag { get; init; }

    /// <summary>Why the receiving thread has stopped or cannot connect; empty when it has no error.</summary>
    public required string ReceiverError { get; init; }

    /// <summary>The number of that error, or 0.</summary>
    public int ReceiverErrorNumber { get; init; }

    /// <summary>Why the applying thread has stopped; empty when it has no error.</summary>
    public required string ApplierError { get; init; }
}
