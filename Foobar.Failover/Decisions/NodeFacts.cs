using System.Globalization;
using Foobar.MySql.Replication;

namespace Foobar.Failover.Decisions;

/// <summary>What can be said of one node by itself.</summary>
internal static class NodeFacts
{
    // ER_SERVER_SOURCE_FATAL_ERROR_READING_BINLOG and its older number: the source has purged what the replica lacks, or
    // lacks what the replica has.
    private static readonly int[] s_cannotBeServed = [13114, 1236];

    public static bool IsDead(this NodeSight node, FailoverPolicy policy) =>
        node.State is null && node.Silent >= (
            !node.WasSeen ? policy.AbsentAfter
            : node.IsRefused ? policy.RefusedAfter
            : policy.DeadAfter);

    /// <summary>Whether a node that was there has let nobody in for so long that it is not about to come back by itself.</summary>
    public static bool IsShuttingDown(this NodeSight node, FailoverPolicy policy) =>
        node is { State: null, WasSeen: true, IsRefused: true } && node.Silent >= policy.ShutDownAfter;

    /// <summary>The replica's own word that it has lost its source. One that does not try to receive cannot tell.</summary>
    public static bool HasLostItsSource(this ReplicaStatus replica) => replica is { IsReceiverStarted: true, IsReceiving: false };

    public static bool CannotBeServed(this ReplicaStatus replica) => s_cannotBeServed.Contains(replica.ReceiverErrorNumber);

    /// <summary>Why a node says nothing, as the end of a sentence about it.</summary>
    public static string Explain(this NodeSight node) => node.Error ?? "does not answer";

    public static string Seconds(this TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");

    /// <summary>The errors of a replica's threads, each after a colon.</summary>
    public static string Errors(this ReplicaStatus? replica) =>
        string.Concat(new[] { replica?.ReceiverError, replica?.ApplierError }.Where(e => !string.IsNullOrEmpty(e)).Select(e => $": {e}"));
}
