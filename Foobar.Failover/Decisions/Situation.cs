using Foobar.Failover.Witness;

namespace Foobar.Failover.Decisions;

/// <summary>All that a decision is made from.</summary>
internal sealed record Situation
{
    /// <summary>What the manager has recorded, or <see langword="null"/> if it has nothing to rely on.</summary>
    public ClusterRecord? Record { get; init; }

    /// <summary>For how long that record has been in force, as far as this manager knows.</summary>
    public TimeSpan SinceRecord { get; init; }

    /// <summary>Both nodes, always in the same order.</summary>
    public required IReadOnlyList<NodeSight> Nodes { get; init; }

    /// <summary>The node that a person wants to be the primary, or <see langword="null"/>.</summary>
    public string? Switchover { get; init; }

    /// <summary>The node that a person wants cloned from the primary, or <see langword="null"/>.</summary>
    public string? Rejoin { get; init; }

    public FailoverPolicy Policy { get; init; } = new();
}
