namespace Foobar.MySql.Replication;

/// <summary>What a node said about itself, read in one round trip.</summary>
public sealed record NodeState
{
    /// <summary>The server's identity, which starts each GTID that it originates (<c>server_uuid</c>).</summary>
    public required Guid ServerUuid { get; init; }

    /// <summary>The server's version, as it writes it: <c>9.7.4</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Whether nobody may write, administrators included (<c>super_read_only</c>).</summary>
    public required bool IsSuperReadOnly { get; init; }

    /// <summary>Whether applications may not write (<c>read_only</c>).</summary>
    public required bool IsReadOnly { get; init; }

    /// <summary>
    /// Whether applications are shut out (<c>offline_mode</c>): the manager's fence, which also cuts those that wait for a
    /// commit, so that none of them can be told anymore that it succeeded.
    /// </summary>
    public required bool IsFenced { get; init; }

    /// <summary>The transactions that this node has committed (<c>gtid_executed</c>).</summary>
    public required GtidSet Executed { get; init; }

    /// <summary>Whether this node is told to wait for acknowledgements (<c>rpl_semi_sync_source_enabled</c>).</summary>
    public required bool IsSemiSyncSourceEnabled { get; init; }

    /// <summary>Whether its commits do wait for acknowledgements now (<c>Rpl_semi_sync_source_status</c>).</summary>
    public required bool IsSemiSyncSourceActive { get; init; }

    /// <summary>The number of connected replicas that acknowledge (<c>Rpl_semi_sync_source_clients</c>).</summary>
    public required int SemiSyncReplicas { get; init; }

    /// <summary>The number of commits that wait for an acknowledgement (<c>Rpl_semi_sync_source_wait_sessions</c>).</summary>
    public required int WaitingCommits { get; init; }

    /// <summary>Whether this node, as a replica, acknowledges what it has received (<c>rpl_semi_sync_replica_enabled</c>).</summary>
    public required bool IsSemiSyncReplicaEnabled { get; init; }

    /// <summary>Whether this node acknowledges now (<c>Rpl_semi_sync_replica_status</c>).</summary>
    public required bool IsSemiSyncReplicaActive { get; init; }

    /// <summary>The newest entry of the history of terms in this node's data, or <see langword="null"/> if there is none.</summary>
    public HistoryEntry? History { get; init; }

    /// <summary>Whether no application can write to this node.</summary>
    public bool IsClosed => IsReadOnly || IsFenced;

    /// <summary>Replication as this node does it, or <see langword="null"/> while it has been told no source.</summary>
    public ReplicaStatus? Replica { get; init; }

    /// <summary>
    /// All that this node holds: committed, and received into the relay log and not yet applied. What it has
    /// acknowledged to a source is in here.
    /// </summary>
    public GtidSet Held => Replica is null ? Executed : Executed.Union(Replica.Retrieved);
}
