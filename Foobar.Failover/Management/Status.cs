using Foobar.Failover.Decisions;
using Foobar.Failover.Witness;
using Foobar.MySql.Topology;

namespace Foobar.Failover.Management;

/// <summary>What the manager knows and does at one moment.</summary>
/// <param name="Record">The record in force.</param>
/// <param name="Nodes">Both nodes, or <see langword="null"/> before they were looked at.</param>
/// <param name="Decision">The last decision.</param>
/// <param name="LastFailover">The last change of the primary.</param>
internal sealed record Status(ClusterRecord? Record, IReadOnlyList<NodeSight>? Nodes, Decision Decision, PrimaryChange? LastFailover)
{
    /// <summary>The manager that leads, where there are several.</summary>
    public string? Leader { get; init; }

    /// <summary>Whether this manager only looks.</summary>
    public bool IsStandby { get; init; }
}
