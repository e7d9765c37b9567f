using System.Globalization;

namespace Foobar.MySql.Replication;

/// <summary>Whether a node does what its role asks for, and why, in words for people.</summary>
/// <param name="IsHealthy">Whether it does.</param>
/// <param name="Reason">One sentence without a full stop.</param>
public readonly record struct NodeHealth(bool IsHealthy, string Reason)
{
    /// <summary>A primary is healthy when it takes writes and at least one replica acknowledges them.</summary>
    public static NodeHealth OfPrimary(NodeObservation node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.State switch
        {
            null => new(false, node.Error ?? "does not answer"),
            { IsReadOnly: true } => new(false, "read-only: not opened yet"),
            { IsSemiSyncSourceEnabled: false } => new(false, "writable, but its commits wait for no acknowledgement"),
            { SemiSyncReplicas: 0 } => new(false, "writes wait: no replica acknowledges them"),
            { IsSemiSyncSourceActive: false } => new(false, "semi-synchronous replication is on but not active"),
            var state => new(true, $"writable, {state.SemiSyncReplicas.ToString(CultureInfo.InvariantCulture)} replica acknowledges each commit"),
        };
    }

    /// <summary>
    /// A replica is healthy when nobody can write to it, both its threads run, and its lag is known and not above
    /// <paramref name="maxLag"/>.
    /// </summary>
    public static NodeHealth OfReplica(NodeObservation node, TimeSpan maxLag)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node.State is not { } state)
        {
            return new(false, node.Error ?? "does not answer");
        }
        if (!state.IsSuperReadOnly)
        {
            return new(false, "takes writes although it is the replica");
        }

        return state.Replica switch
        {
            null => new(false, "follows no source yet"),
            { IsApplying: false } replica => new(false, WithError("the applier has stopped", replica.ApplierError)),
            { IsReceiving: false } replica => new(false, WithError($"not connected to {replica.Source}", replica.ReceiverError)),
            { Lag: null } => new(false, "lag unknown"),
            { Lag: { } lag } when lag > maxLag => new(false, $"lag {Seconds(lag)} is above the limit of {Seconds(maxLag)}"),
            { Lag: { } lag, Source: var source } => new(true, $"follows {source}, lag {Seconds(lag)}"),
        };
    }

    private static string WithError(string text, string error) => error.Length == 0 ? text : $"{text}: {error}";

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");
}
