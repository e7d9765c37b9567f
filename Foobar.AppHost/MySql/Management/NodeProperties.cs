using System.Globalization;
using Foobar.MySql.Replication;

namespace Foobar.AppHost.MySql.Management;

/// <summary>What the dashboard shows of a server.</summary>
internal static class NodeProperties
{
    public static IReadOnlyList<(string Name, string Value)> Describe(string role, NodeState state) =>
    [
        ("Role", role),
        ("MySQL version", state.Version),
        ("Server UUID", state.ServerUuid.ToString()),
        ("Writable", state.IsReadOnly ? "no" : "yes"),
        ("GTIDs executed", state.Executed.ToString()),
        ("Semi-synchronous", DescribeSemiSync(state)),
        ("Replication", DescribeReplication(state.Replica)),
    ];

    private static string DescribeSemiSync(NodeState state) => state switch
    {
        { IsSemiSyncSourceEnabled: true } => string.Create(CultureInfo.InvariantCulture, $"waits for {state.SemiSyncReplicas} replica"),
        { IsSemiSyncReplicaActive: true } => "acknowledges",
        _ => "off",
    };

    private static string DescribeReplication(ReplicaStatus? replica) => replica switch
    {
        null => "follows nobody",
        { Lag: { } lag } => string.Create(CultureInfo.InvariantCulture, $"follows {replica.Source}, lag {lag.TotalSeconds:0} s"),
        _ => $"follows {replica.Source}, lag unknown",
    };
}
