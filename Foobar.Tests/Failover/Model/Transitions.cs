using System.Collections.Immutable;
using Foobar.Failover.Decisions;
using Foobar.MySql.Replication;

namespace Foobar.Tests.Failover.Model;

/// <summary>Everything that can happen next, in any order and at any moment.</summary>
internal sealed class Transitions(Bounds bounds, SafetyRule? without = null)
{
    public IEnumerable<(string Label, World World)> Next(World world) =>
        [.. Clients(world), .. Replication(world), .. Fences(world), .. Manager(world), .. Faults(world)];

    private IEnumerable<(string, World)> Clients(World world)
    {
        for (var index = 0; index < 2; index++)
        {
            if (world.Nodes[index].IsWritable && world.Writes < bounds.Writes)
            {
                var number = world.Writes;
                yield return ($"write {number} begins on {World.Names[index]}", Append(world with { Writes = number + 1 }, index, number, null));
            }
        }
    }

    private IEnumerable<(string, World)> Replication(World world)
    {
        for (var index = 0; index < 2; index++)
        {
            var (replica, source) = (world.Nodes[index], world.Nodes[1 - index]);
            if (world.IsConnected(index) && source.Log.FirstOrDefault(t => !replica.Held.Contains(t)) is { } next)
            {
                var received = world.With(replica with { Relay = replica.Relay.Add(next) });
                yield return ($"{World.Names[index]} receives {next.Key}", replica.Acknowledges ? Acknowledge(received, 1 - index, next) : received);
            }
            // With the source's switch on, the applier would wait for acknowledgements that nobody gives.
            if (replica is { Life: Life.Up, Relay.Count: > 0, IsSource: false })
            {
                yield return ($"{World.Names[index]} applies {replica.Relay[0].Key}",
                    world.With(replica with { Log = replica.Log.Add(replica.Relay[0]), Relay = replica.Relay.RemoveAt(0) }));
            }
            if (without == SafetyRule.NeverTimesOut && replica is { Life: Life.Up, IsSource: true, Waiting: > 0 })
            {
                yield return ($"{World.Names[index]} falls back to asynchronous", Release(world, index, replica.Waiting));
            }
        }
    }

    // A node cannot know whether its manager is dead or cut off, so here it may happen at any moment at which it waits.
    private static IEnumerable<(string, World)> Fences(World world)
    {
        foreach (var node in world.Nodes.Where(node => node is { IsWritable: true, IsSource: true, Waiting: > 0 }))
        {
            var closed = world.With(node with { IsReadOnly = true, IsSource = false, HasClients = false });
            yield return ($"{World.Names[node.Index]} closes itself", Release(closed, node.Index, node.Waiting));
        }
    }

    private IEnumerable<(string, World)> Manager(World world)
    {
        if (world.Orders.IsEmpty)
        {
            // Not even the record changes before what an earlier manager has sent is ended, wherever it can be.
            if (without != SafetyRule.EndsEarlierStatements && world.Nodes.FirstOrDefault(node => node.Late is not null && world.Reaches(node.Index)) is { } late)
            {
                yield return ($"manager ends {late.Late}", world.With(late with { Late = null }));
                yield break;
            }
            foreach (var isLate in new[] { false, true })
            {
                var situation = world.See(isLate);
                var decision = Unsafe.Change(situation, FailoverDecision.Decide(situation), without);
                var orders = Steps.Orders(decision, without).ToImmutableList();
                if (!orders.IsEmpty && (decision.Record?.Version ?? 0) <= bounds.Versions)
                {
                    yield return ($"manager decides {decision.Step} {decision.Node}: {decision.Reason}",
                        world with { Orders = orders, Switchover = decision.Step == FailoverStep.Promote ? null : world.Switchover });
                }
            }
            yield break;
        }

        var order = world.Orders[0];
        var rest = world with { Orders = world.Orders.RemoveAt(0) };
        var node = world.Nodes[order.Node];
        if (order.Kind == OrderKind.Record || world.Reaches(order.Node))
        {
            yield return ($"manager does {order}", Carry(EndEarlier(rest, order), order));
        }
        else
        {
            yield return ($"manager fails to do {order}", world with { Orders = [] });
            if (node.Life == Life.Frozen && world.CutOff != order.Node && node.Late is null)
            {
                yield return ($"manager leaves {order} with a frozen node", (world with { Orders = [] }).With(node with { Late = order }));
            }
        }
        if (world.Faults < bounds.Faults)
        {
            var gone = world with { Orders = [], Faults = world.Faults + 1 };
            yield return ("manager is killed", gone);
            if (order.Kind != OrderKind.Record && world.Reaches(order.Node) && node.Late is null)
            {
                yield return ($"another manager takes over while {order} is on its way", gone.With(node with { Late = order }));
            }
        }
    }

    // A node may come into reach in the middle of a step; the session that changes it ends those before it.
    private World EndEarlier(World world, Order order) =>
        order.Kind == OrderKind.Record || without == SafetyRule.EndsEarlierStatements ? world : world.With(world.Nodes[order.Node] with { Late = null });

    private IEnumerable<(string, World)> Faults(World world)
    {
        var more = world with { Faults = world.Faults + 1 };
        var isAllowed = world.Faults < bounds.Faults;
        foreach (var node in world.Nodes)
        {
            var name = World.Names[node.Index];
            if (node.Life == Life.Down)
            {
                yield return ($"{name} starts", world.With(node with { Life = Life.Up }));
            }
            else if (isAllowed)
            {
                yield return ($"{name} is killed", more.With(node.Crash()));
            }
            if (node.Life == Life.Frozen)
            {
                var thawed = world.With(node with { Life = Life.Up, Late = null });
                yield return ($"{name} thaws", node.Late is { } late ? Carry(thawed, late) : thawed);
            }
            else if (node is { Life: Life.Up, Late: { } order })
            {
                yield return ($"{order} arrives late", Carry(world.With(node with { Late = null }), order));
            }
            if (node.Life == Life.Up && isAllowed)
            {
                yield return ($"{name} freezes", more.With(node with { Life = Life.Frozen }));
            }
            if (isAllowed && world.CutOff < 0)
            {
                yield return ($"manager is cut off from {name}", more with { CutOff = node.Index });
            }
        }
        if (world.CutOff >= 0)
        {
            yield return ("manager reaches both again", world with { CutOff = -1 });
        }
        if (!world.IsLinked)
        {
            yield return ("the link is mended", world with { IsLinked = true });
        }
        else if (isAllowed)
        {
            yield return ("the link is cut", more with { IsLinked = false });
        }
        if (isAllowed && world is { Switchover: null, Record: { } record })
        {
            yield return ("a switchover is asked for", more with { Switchover = World.Names.Single(name => name != record.Primary) });
        }
    }

    /// <summary>Carries one statement out on a node that answers.</summary>
    public static World Carry(World world, Order order)
    {
        var node = world.Nodes[order.Node];
        var other = world.Nodes[1 - order.Node];
        return order.Kind switch
        {
            OrderKind.Record => world with { Record = order.Record },
            OrderKind.SemiSyncOn => world.With(node with { IsSource = true, Acknowledges = false }),
            OrderKind.SemiSyncOff => Release(world.With(node with { IsSource = false }), order.Node, node.Waiting),
            OrderKind.Insert => Append(world, order.Node, -1, order.Row),
            OrderKind.OpenPaired => world.With(node with { IsSource = true, IsFenced = false, IsReadOnly = false }),
            OrderKind.OpenAlone => Release(world.With(node with { IsSource = false, IsFenced = false, IsReadOnly = false }), order.Node, node.Waiting),
            OrderKind.CloseIfIdle => node.Waiting == 0 ? world.With(node with { IsReadOnly = true }) : world with { Orders = [] },
            OrderKind.Offline => world.With(node with { IsFenced = true, HasClients = false }),
            OrderKind.Online => world.With(node with { IsFenced = false }),
            OrderKind.AcknowledgeOn => world.With(node with { Acknowledges = true }),
            OrderKind.Configure => world.With(node with { HasSource = true }),
            OrderKind.StartReceiver => world.With(node with { IsReceiving = node.HasSource }),
            OrderKind.StopReceiver => world.With(node with { IsReceiving = false }),
            OrderKind.Forget => world.With(node with { HasSource = false, IsReceiving = false, Relay = [] }),
            OrderKind.Wipe => world.With(new(order.Node)),
            OrderKind.Copy => other.Life == Life.Up && world.IsLinked ? world.With(node with { Log = [.. other.Committed] }) : world with { Orders = [] },
            _ => throw new InvalidOperationException(),
        };
    }

    private static World Append(World world, int index, int write, HistoryEntry? row)
    {
        var node = world.Nodes[index];
        if (row is not null && node.Log.Any(t => t.History?.Version == row.Version))
        {
            // A duplicate key.
            return world with { Orders = [] };
        }

        var number = node.Held.Where(t => t.Origin == index).Select(t => t.Number).DefaultIfEmpty().Max() + 1;
        var appended = world.With(node with
        {
            Log = node.Log.Add(new(index, number, write, row)),
            Waiting = node.Waiting + 1,
            HasClients = node.HasClients || write >= 0,
        });
        return node.IsSource ? appended : Release(appended, index, node.Waiting + 1);
    }

    private static World Acknowledge(World world, int index, Transaction last)
    {
        var node = world.Nodes[index];
        var position = node.Log.IndexOf(last) + 1;
        var released = position - (node.Log.Count - node.Waiting);
        return node.IsSource && released > 0 ? Release(world, index, released) : world;
    }

    /// <summary>The first of those that wait are committed, and their clients told, if they are still there.</summary>
    private static World Release(World world, int index, int count)
    {
        var node = world.Nodes[index];
        var committed = node.Log.Skip(node.Log.Count - node.Waiting).Take(count).Where(t => t.Write >= 0).ToList();
        var next = world.With(node with { Waiting = node.Waiting - count, HasClients = node.HasClients && node.Waiting > count });
        if (committed.Count == 0 || !node.HasClients)
        {
            return next;
        }

        var isOther = world.Record is { } record && World.Names[index] != record.Primary;
        return next with
        {
            Acknowledged = committed.Aggregate(next.Acknowledged, (bits, t) => bits | (1 << t.Write)),
            Violation = isOther && world.Nodes[1 - index] is { IsReadOnly: false, IsFenced: false }
                ? $"{World.Names[index]} acknowledges a write while {World.Names[1 - index]} is the open primary"
                : next.Violation,
        };
    }
}
