using Foobar.Failover.Decisions;
using Foobar.Failover.Witness;

namespace Foobar.Failover.Observation;

/// <summary>Turns looks and heartbeats into what is known of both nodes now, and for how long it has been so.</summary>
internal sealed class PairObserver(IReadOnlyList<ManagedNode> nodes, Heart heart, TimeProvider time)
{
    // A look that takes longer is as good as none.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(400);

    private readonly Stopwatches _stopwatches = new(time);
    private readonly HashSet<string> _seen = [];
    private ClusterRecord? _record;

    /// <summary>For how long the present record has been in force.</summary>
    public TimeSpan SinceRecord { get; private set; }

    /// <summary>What is known now; <see langword="null"/> when nobody has looked for a while or since <paramref name="notBefore"/>.</summary>
    /// <param name="record">The record in force.</param>
    /// <param name="notBefore">The moment of the last change, which a look has to come after.</param>
    /// <param name="wasBusy">Whether the time since the last call went into a step.</param>
    public IReadOnlyList<NodeSight>? Observe(ClusterRecord? record, long notBefore, bool wasBusy)
    {
        if (_record?.Term != record?.Term || _record?.Mode != record?.Mode)
        {
            _stopwatches.Restart("", "record");
            _stopwatches.Restart(record?.Primary ?? "", "beat");
        }
        _record = record;
        if (!_stopwatches.Advance(wasBusy))
        {
            return null;
        }

        SinceRecord = _stopwatches.Measure("", "record", true);
        var sights = nodes.Select(node => See(node, record)).ToList();
        return nodes.Zip(sights).All(pair => IsCurrent(pair.First, pair.Second, notBefore)) ? sights : null;
    }

    private static bool IsCurrent(ManagedNode node, NodeSight sight, long notBefore) =>
        node.Observer.Last is { } look && (sight.State is null || look.Started >= notBefore);

    private NodeSight See(ManagedNode node, ClusterRecord? record)
    {
        var look = node.Observer.Last;
        var isLate = node.Observer.Pending >= s_patience;
        var state = isLate || node.IsToBeTakenOver ? null : look?.State;
        if (state is not null)
        {
            _seen.Add(node.Name);
        }

        var isOpenPrimary = node.Name == record?.Primary && state is { IsClosed: false };
        var beatPending = _stopwatches.Measure(node.Name, "beat", isOpenPrimary && heart.IsPending);
        var lonely = _stopwatches.Measure(node.Name, "lonely",
            isOpenPrimary && state is { IsSemiSyncSourceEnabled: true } and ({ SemiSyncReplicas: 0 } or { IsSemiSyncSourceActive: false }));
        return new()
        {
            Name = node.Name,
            PeerAddress = node.PeerAddress,
            State = state,
            Error = state is not null ? null : look?.Error ?? (node.IsToBeTakenOver ? "is not taken over yet" : "does not answer"),
            Silent = _stopwatches.Measure(node.Name, "silent", state is null),
            IsRefused = !isLate && look is { IsRefused: true },
            WasSeen = _seen.Contains(node.Name),
            NotReplicating = _stopwatches.Measure(node.Name, "not replicating",
                state is { Replica: { IsReceiving: false } or { IsApplying: false } }),
            BeatPending = beatPending,
            Unacknowledged = state is { WaitingCommits: > 0 } && beatPending > lonely ? beatPending : lonely,
        };
    }
}
