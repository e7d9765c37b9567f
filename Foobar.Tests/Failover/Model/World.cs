using System.Collections.Immutable;
using System.Text;
using Foobar.Failover.Decisions;
using Foobar.Failover.Witness;
using Foobar.MySql.Replication;

namespace Foobar.Tests.Failover.Model;

/// <summary>Two nodes, the links, a manager with its record, and what clients were told.</summary>
internal sealed record World
{
    public static readonly string[] Names = ["mysql-1", "mysql-2"];

    private static readonly NodeAddress[] s_addresses = [new("mysql-1", 3306), new("mysql-2", 3306)];

    public ImmutableArray<ModelNode> Nodes { get; init; } = [new(0), new(1)];

    public ClusterRecord? Record { get; init; }

    /// <summary>What the manager has begun and not done yet. It dies with the manager.</summary>
    public ImmutableList<Order> Orders { get; init; } = [];

    /// <summary>Whether the two nodes reach each other.</summary>
    public bool IsLinked { get; init; } = true;

    /// <summary>The node that the manager does not reach, or -1.</summary>
    public int CutOff { get; init; } = -1;

    /// <summary>Writes begun so far.</summary>
    public int Writes { get; init; }

    /// <summary>Writes that clients were told of, one bit each.</summary>
    public int Acknowledged { get; init; }

    public int Faults { get; init; }

    public string? Switchover { get; init; }

    /// <summary>What no run may come to, in words.</summary>
    public string? Violation { get; init; }

    public World With(ModelNode node) => this with { Nodes = Nodes.SetItem(node.Index, node) };

    public bool IsConnected(int replica) =>
        Nodes[replica] is { Life: Life.Up, HasSource: true, IsReceiving: true } && Nodes[1 - replica].Life == Life.Up && IsLinked;

    public bool Reaches(int node) => CutOff != node && Nodes[node].Life == Life.Up;

    /// <summary>What the manager sees. Time is on no side: a condition has held either for as long as it takes, or just begun.</summary>
    public Situation See(bool isLate) => new()
    {
        Record = Record,
        SinceRecord = isLate ? TimeSpan.MaxValue / 4 : TimeSpan.Zero,
        Nodes = [See(0, isLate), See(1, isLate)],
        Switchover = Switchover,
    };

    private NodeSight See(int index, bool isLate)
    {
        var node = Nodes[index];
        var isConnected = IsConnected(index);
        var replicas = IsConnected(1 - index) && Nodes[1 - index].Acknowledges ? 1 : 0;
        var forever = TimeSpan.MaxValue / 4;
        return new()
        {
            Name = Names[index],
            PeerAddress = s_addresses[index],
            State = Reaches(index) ? node.ToState(s_addresses[1 - index], isConnected, replicas) : null,
            Error = "does not answer",
            Silent = Reaches(index) ? TimeSpan.Zero : forever,

            // Also where it is alive and only cut off: the worst that a network can pretend.
            IsRefused = isLate && !Reaches(index),
            NotReplicating = node.HasSource && !isConnected ? forever : TimeSpan.Zero,
            Unacknowledged = node is { IsWritable: true, IsSource: true } && (replicas == 0 || node.Waiting > 0) ? forever : TimeSpan.Zero,
        };
    }

    public string Key()
    {
        var key = new StringBuilder();
        Nodes[0].AppendKey(key);
        Nodes[1].AppendKey(key);
        key.Append(Record?.Version).Append(Record?.Primary).Append(Record?.Mode).Append(Record?.Held).Append(Record?.Term).Append(IsLinked ? 'l' : 'x').Append(CutOff)
            .Append(Writes).Append(',').Append(Acknowledged).Append(',').Append(Faults).Append(Switchover);
        foreach (var order in Orders)
        {
            key.Append(order).Append(';');
        }
        return key.ToString();
    }
}
