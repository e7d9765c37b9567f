using Foobar.Failover.Decisions;
using Foobar.Failover.Witness;
using static Foobar.Tests.Failover.NodeStates;

namespace Foobar.Tests.Failover.Decisions;

/// <summary>A recorded topology and what is to be done about it.</summary>
/// <param name="Name">What has happened.</param>
/// <param name="Record">The record in force.</param>
/// <param name="First">mysql-1.</param>
/// <param name="Second">mysql-2.</param>
/// <param name="Step">The next step.</param>
/// <param name="Node">The node it is for.</param>
/// <param name="Reason">A part of the reason.</param>
internal sealed record Case(string Name, ClusterRecord? Record, NodeSight First, NodeSight Second, FailoverStep Step, string Node, string Reason)
{
    public TimeSpan SinceRecord { get; init; } = TimeSpan.FromHours(1);

    public string? Switchover { get; init; }

    public string? Rejoin { get; init; }

    public Decision Decide() => FailoverDecision.Decide(new()
    {
        Record = Record,
        SinceRecord = SinceRecord,
        Nodes = [First, Second],
        Switchover = Switchover,
        Rejoin = Rejoin,
    });

    public override string ToString() => Name;

    /// <summary>A sight of mysql-1, as the primary or not.</summary>
    public static NodeSight S1(Foobar.MySql.Replication.NodeState state) => Sight1(state);

    /// <summary>A sight of mysql-2.</summary>
    public static NodeSight S2(Foobar.MySql.Replication.NodeState state) => Sight2(state);

    public static NodeSight Gone1(double seconds = 60) => Sight1(null).Silent(seconds);

    public static NodeSight Gone2(double seconds = 60) => Sight2(null).Silent(seconds);
}
