using System.Collections.Immutable;
using System.Text;
using Foobar.MySql.Replication;

namespace Foobar.Tests.Failover.Model;

internal enum Life
{
    Up,
    Down,
    Frozen,
}

/// <summary>
/// A MySQL node, reduced to what decides over data: its logs, which survive everything but a clone, and its switches, which
/// survive nothing.
/// </summary>
internal sealed record ModelNode(int Index)
{
    public Life Life { get; init; } = Life.Up;

    /// <summary>The binary log. The last <see cref="Waiting"/> of it wait for an acknowledgement and are not committed yet.</summary>
    public ImmutableList<Transaction> Log { get; init; } = [];

    public int Waiting { get; init; }

    /// <summary>The clients of those that wait are still connected.</summary>
    public bool HasClients { get; init; }

    /// <summary>Received and not applied.</summary>
    public ImmutableList<Transaction> Relay { get; init; } = [];

    public bool IsReadOnly { get; init; } = true;

    public bool IsFenced { get; init; }

    public bool IsSource { get; init; }

    public bool Acknowledges { get; init; }

    public bool HasSource { get; init; }

    public bool IsReceiving { get; init; }

    /// <summary>An order that was sent to it while it was frozen, or by a manager that leads no more.</summary>
    public Order? Late { get; init; }

    public bool IsWritable => Life == Life.Up && !IsReadOnly && !IsFenced;

    public IEnumerable<Transaction> Held => Log.Concat(Relay);

    public IEnumerable<Transaction> Committed => Log.Take(Log.Count - Waiting);

    public bool Holds(int write) => Held.Any(transaction => transaction.Write == write);

    /// <summary>What a crash leaves: what waited is committed when the node comes back.</summary>
    public ModelNode Crash() => new(Index) { Life = Life.Down, Log = Log, Relay = Relay, HasSource = HasSource };

    public NodeState ToState(NodeAddress sourceAddress, bool isConnected, int replicas)
    {
        var executed = Gtids(Committed);
        return new()
        {
            ServerUuid = Transaction.ServerOf(Index),
            Version = "9.7.4",
            IsReadOnly = IsReadOnly,
            IsSuperReadOnly = IsReadOnly,
            IsFenced = IsFenced,
            Executed = executed,
            IsSemiSyncSourceEnabled = IsSource,
            IsSemiSyncSourceActive = IsSource,
            SemiSyncReplicas = replicas,
            WaitingCommits = Waiting,
            IsSemiSyncReplicaEnabled = Acknowledges,
            IsSemiSyncReplicaActive = Acknowledges && isConnected,
            History = Committed.LastOrDefault(transaction => transaction.History is not null)?.History,
            Replica = !HasSource ? null : new()
            {
                Source = sourceAddress,
                IsReceiving = isConnected,
                IsReceiverStarted = IsReceiving,
                IsApplying = true,
                Retrieved = Gtids(Relay),
                Lag = TimeSpan.Zero,
                ReceiverError = "",
                ApplierError = "",
            },
        };
    }

    public void AppendKey(StringBuilder key)
    {
        key.Append((int)Life).Append(IsReadOnly ? 'r' : 'W').Append(IsFenced ? 'f' : '-').Append(IsSource ? 's' : '-').Append(Acknowledges ? 'a' : '-')
            .Append(HasSource ? 'c' : '-').Append(IsReceiving ? 'i' : '-').Append(Waiting).Append(HasClients ? 'c' : '-').Append(Late).Append('[');
        foreach (var transaction in Log)
        {
            key.Append(transaction.Key);
        }
        key.Append('|');
        foreach (var transaction in Relay)
        {
            key.Append(transaction.Key);
        }
        key.Append(']');
    }

    private static readonly Dictionary<string, GtidSet> s_sets = [];

    private static GtidSet Gtids(IEnumerable<Transaction> transactions)
    {
        var text = string.Join(',', transactions.Select(transaction => transaction.Gtid));
        lock (s_sets)
        {
            return s_sets.TryGetValue(text, out var set) ? set : s_sets[text] = GtidSet.Parse(text);
        }
    }
}
