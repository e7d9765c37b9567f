using System.Collections.Immutable;
using Foobar.Failover.Decisions;
using Foobar.MySql.Topology;

namespace Foobar.Tests.Failover.Model;

/// <summary>Mends everything in a state, then lets the pair run on: it must come to one primary and one equal replica.</summary>
internal sealed class Convergence
{
    private const int Steps = 120;

    // What differs by what is broken only is the same once it is mended.
    private readonly HashSet<string> _seen = [];

    /// <returns>What it comes to instead, or null.</returns>
    public string? Problem(World world)
    {
        world = world with { IsLinked = true, CutOff = -1, Orders = [], Switchover = null };
        foreach (var node in world.Nodes)
        {
            var mended = world.With(node with { Life = Life.Up, Late = null });
            world = node is { Life: Life.Frozen, Late: { } late } ? Transitions.Carry(mended, late) : mended;
        }

        if (!_seen.Add((world with { Faults = 0 }).Key()))
        {
            return null;
        }

        // Nothing but replication and the manager moves.
        var transitions = new Transitions(new(world.Writes, 0, ulong.MaxValue));
        Decision? decision = null;
        for (var step = 0; step < Steps; step++)
        {
            world = Replicate(transitions, world);
            decision = FailoverDecision.Decide(world.See(isLate: false));
            if (decision.Step is FailoverStep.Wait)
            {
                decision = FailoverDecision.Decide(world.See(isLate: true));
            }
            if (decision.Step is FailoverStep.None && IsEqual(world))
            {
                return null;
            }
            world = world with { Orders = Model.Steps.Orders(decision, null).ToImmutableList() };
            while (!world.Orders.IsEmpty)
            {
                var order = world.Orders[0];
                world = Transitions.Carry(world with { Orders = world.Orders.RemoveAt(0) }, order);
            }
        }
        return $"does not converge: {decision}, {world.Key()}";
    }

    private static World Replicate(Transitions transitions, World world)
    {
        while (transitions.Next(world with { Orders = [] }).FirstOrDefault(next => next.Label.Contains(" receives ", StringComparison.Ordinal) || next.Label.Contains(" applies ", StringComparison.Ordinal)) is { World: { } next })
        {
            world = next;
        }
        return world;
    }

    private static bool IsEqual(World world)
    {
        var (one, two) = (world.Nodes[0], world.Nodes[1]);
        return world.Record is { Mode: ClusterMode.Paired }
            && one.IsWritable != two.IsWritable
            && one.Held.Select(t => t.Key).Order(StringComparer.Ordinal).SequenceEqual(two.Held.Select(t => t.Key).Order(StringComparer.Ordinal));
    }
}
