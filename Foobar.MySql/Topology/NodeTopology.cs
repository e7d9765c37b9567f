namespace Foobar.MySql.Topology;

/// <summary>What a node does.</summary>
public enum NodeRole
{
    /// <summary>Nothing yet, or the manager does not know.</summary>
    None,

    /// <summary>It takes writes.</summary>
    Primary,

    /// <summary>It follows the primary and takes reads.</summary>
    Replica,
}

/// <summary>A node as the failover manager saw it last. All but the name and the role are about that moment.</summary>
public sealed record NodeTopology
{
    /// <summary>The node's name.</summary>
    public required string Name { get; init; }

    /// <summary>What the node does.</summary>
    public required NodeRole Role { get; init; }

    /// <summary>Whether it does what its role asks for.</summary>
    public required bool IsHealthy { get; init; }

    /// <summary>Why it is healthy or not: one sentence without a full stop.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether it answered. Without an answer everything below is absent.</summary>
    public required bool IsReachable { get; init; }

    /// <summary>The server's version, such as <c>9.7.4</c>.</summary>
    public string? Version { get; init; }

    /// <summary>The server's identity (<c>server_uuid</c>).</summary>
    public Guid? ServerUuid { get; init; }

    /// <summary>Whether applications may write to it.</summary>
    public bool? IsWritable { get; init; }

    /// <summary>The term that its own data names.</summary>
    public ulong? Term { get; init; }

    /// <summary>The transactions that it has committed (<c>gtid_executed</c>).</summary>
    public string? Executed { get; init; }

    /// <summary>Its part in semi-synchronous replication, in words.</summary>
    public string? SemiSync { get; init; }

    /// <summary>The node that it follows, <c>host:port</c>; <see langword="null"/> while it follows none.</summary>
    public string? Source { get; init; }

    /// <summary>How far it is behind its source, in seconds; <see langword="null"/> when unknown or not a replica.</summary>
    public double? Lag { get; init; }
}
