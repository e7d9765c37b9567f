using System.Security.Cryptography;
using System.Text;
using Foobar.MySql.Topology;

namespace Foobar.Tests.Failover.Model;

/// <summary>Visits every state that can be reached within bounds, nearest first, until one is not as it must be.</summary>
internal sealed class Search(Bounds bounds, SafetyRule? without = null)
{
    private readonly Transitions _transitions = new(bounds, without);
    private readonly Dictionary<UInt128, (UInt128 From, string Label)> _visited = [];

    /// <summary>The number of states seen.</summary>
    public int Count => _visited.Count;

    /// <summary>Runs the search.</summary>
    /// <param name="start">Where it starts.</param>
    /// <param name="visit">Is shown each state; says what is wrong with it, or null.</param>
    /// <returns>The way to what is wrong, a line a step; or null if nothing is.</returns>
    public string? Run(World start, Func<World, string?>? visit = null)
    {
        var frontier = new Queue<World>();
        Add(start, default, "start", frontier);
        while (frontier.TryDequeue(out var world))
        {
            var from = Hash(world);
            foreach (var (label, next) in _transitions.Next(world))
            {
                if (!Add(next, from, label, frontier))
                {
                    continue;
                }
                if ((next.Violation ?? Lost(next) ?? visit?.Invoke(next)) is { } problem)
                {
                    return $"{Trace(Hash(next))}\n{problem}\n{next.Key()}";
                }
            }
        }
        return null;
    }

    /// <summary>What the record promises: every acknowledged write is where it says.</summary>
    private static string? Lost(World world)
    {
        if (world.Record is not { } record)
        {
            return null;
        }
        var primary = world.Nodes[Array.IndexOf(World.Names, record.Primary)];
        var other = world.Nodes[1 - primary.Index];
        for (var write = 0; write < world.Writes; write++)
        {
            if ((world.Acknowledged & (1 << write)) == 0)
            {
                continue;
            }
            if (!primary.Holds(write) || (record.Mode == ClusterMode.Paired && !other.Holds(write)))
            {
                return $"write {write} was acknowledged and is not where the record ({record.Mode}, {record.Primary}) promises it";
            }
        }
        return null;
    }

    private bool Add(World world, UInt128 from, string label, Queue<World> frontier)
    {
        if (!_visited.TryAdd(Hash(world), (from, label)))
        {
            return false;
        }
        frontier.Enqueue(world);
        return true;
    }

    private string Trace(UInt128 at)
    {
        var labels = new List<string>();
        while (at != default && _visited.TryGetValue(at, out var step))
        {
            labels.Add(step.Label);
            at = step.From;
        }
        labels.Reverse();
        return string.Join('\n', labels);
    }

    private static UInt128 Hash(World world)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(world.Key()), hash);
        return new(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }
}
