using System.Globalization;
using Foobar.Failover.Decisions;
using Foobar.Failover.Management;
using Foobar.MySql.Replication;
using Foobar.MySql.Topology;

namespace Foobar.Failover.Http;

/// <summary>What the manager knows, in the words of those who ask.</summary>
internal static class TopologyMapper
{
    private static readonly TimeSpan s_maxLag = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_maxBeat = TimeSpan.FromSeconds(2);

    public static ClusterTopology Map(Status status)
    {
        var record = status.Record;
        var primary = status.Nodes?.FirstOrDefault(node => node.Name == record?.Primary);
        return new()
        {
            Term = record?.Term ?? 0,
            Primary = record?.Primary,
            Mode = record?.Mode,
            IsWritable = primary is { State.IsClosed: false } && primary.BeatPending < s_maxBeat,
            NeedsHelp = status.Decision.Step == FailoverStep.Refuse,
            Reason = status.Decision.Reason,
            LastFailover = status.LastFailover,
            Leader = status.Leader,
            IsStandby = status.IsStandby,
            Nodes = [.. status.Nodes?.Select(node => Map(node, record?.Primary)) ?? []],
        };
    }

    private static NodeTopology Map(NodeSight node, string? primary)
    {
        var role = primary is null ? NodeRole.None : node.Name == primary ? NodeRole.Primary : NodeRole.Replica;
        var (isHealthy, reason) = role switch
        {
            _ when node.State is null => (false, node.Explain()),
            NodeRole.Primary => JudgePrimary(node, node.State),
            NodeRole.Replica => JudgeReplica(node.State),
            _ => (false, "has no role yet"),
        };
        return new()
        {
            Name = node.Name,
            Role = role,
            IsHealthy = isHealthy,
            Reason = reason,
            IsReachable = node.State is not null,
            Version = node.State?.Version,
            ServerUuid = node.State?.ServerUuid,
            IsWritable = node.State is { } state ? !state.IsClosed : null,
            Term = node.State?.History?.Term,
            Executed = node.State?.Executed.ToString(),
            SemiSync = node.State is { } semiSync ? DescribeSemiSync(semiSync) : null,
            Source = node.State?.Replica?.Source.ToString(),
            Lag = node.State?.Replica?.Lag?.TotalSeconds,
        };
    }

    private static (bool IsHealthy, string Reason) JudgePrimary(NodeSight node, NodeState state) => state switch
    {
        { IsClosed: true } => (false, "read-only: not opened yet"),
        _ when node.BeatPending >= s_maxBeat => (false, $"has not committed for {node.BeatPending.Seconds()}"),
        { IsSemiSyncSourceEnabled: false } => (true, "writable, alone: no replica has all that it acknowledges"),
        { SemiSyncReplicas: 0 } => (false, "writes wait: no replica acknowledges them"),
        _ => (true, "writable, each commit is acknowledged by the replica"),
    };

    private static (bool IsHealthy, string Reason) JudgeReplica(NodeState state) => state switch
    {
        { IsClosed: false } => (false, "takes writes although it is not the primary"),
        { IsFenced: true } => (false, "shut off from applications until it follows the primary"),
        { Replica: null } => (false, "follows no source yet"),
        { Replica: { IsApplying: false } replica } => (false, $"the applier has stopped{Error(replica.ApplierError)}"),
        { Replica: { IsReceiving: false } replica } => (false, $"not connected to {replica.Source}{Error(replica.ReceiverError)}"),
        { Replica.Lag: null } => (false, "lag unknown"),
        { Replica.Lag: { } lag } when lag > s_maxLag => (false, $"lag {lag.Seconds()} is above the limit of {s_maxLag.Seconds()}"),
        { Replica: { Lag: { } lag } replica } => (true, $"follows {replica.Source}, lag {lag.Seconds()}"),
    };

    private static string DescribeSemiSync(NodeState state) => state switch
    {
        { IsSemiSyncSourceEnabled: true } => string.Create(CultureInfo.InvariantCulture, $"waits for {state.SemiSyncReplicas} replica"),
        { IsSemiSyncReplicaActive: true } => "acknowledges",
        _ => "off",
    };

    private static string Error(string error) => error.Length == 0 ? "" : $": {error}";
}
