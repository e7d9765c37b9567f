using System.Text.Json.Serialization;

namespace Foobar.MySql.Topology;

/// <summary>The pair as its failover manager sees it, as <c>GET /topology</c> answers it.</summary>
public sealed record ClusterTopology
{
    /// <summary>The number of the current primary's reign: it grows with each change of the primary. 0 before the first.</summary>
    public required ulong Term { get; init; }

    /// <summary>The node that is or becomes the primary; <see langword="null"/> before there is one.</summary>
    public string? Primary { get; init; }

    /// <summary>How the primary commits; <see langword="null"/> before there is one.</summary>
    public ClusterMode? Mode { get; init; }

    /// <summary>Whether the primary takes writes and commits them in time.</summary>
    public required bool IsWritable { get; init; }

    /// <summary>Whether the manager has stopped because it would have to guess, and a person has to decide.</summary>
    public required bool NeedsHelp { get; init; }

    /// <summary>What the manager does, or why it does nothing: one sentence without a full stop.</summary>
    public required string Reason { get; init; }

    /// <summary>The last change of the primary, or <see langword="null"/> if there was none.</summary>
    public PrimaryChange? LastFailover { get; init; }

    /// <summary>The manager that leads, where there are several; <see langword="null"/> where there is one, or none leads now.</summary>
    public string? Leader { get; init; }

    /// <summary>Whether the manager that answers stands by: it tells what it sees and changes nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsStandby { get; init; }

    /// <summary>Both nodes, always in the same order.</summary>
    public required IReadOnlyList<NodeTopology> Nodes { get; init; }
}

/// <summary>A change of the primary.</summary>
/// <param name="Term">The new primary's term.</param>
/// <param name="From">The primary before.</param>
/// <param name="To">The primary since.</param>
/// <param name="At">When the decision was taken, by the manager's clock (UTC).</param>
/// <param name="Reason">Why.</param>
/// <param name="WriteGap">
/// Seconds from the last write of the manager's own that the old primary answered to the first that the new one did;
/// <see langword="null"/> until then.
/// </param>
public sealed record PrimaryChange(ulong Term, string From, string To, DateTimeOffset At, string Reason, double? WriteGap);
