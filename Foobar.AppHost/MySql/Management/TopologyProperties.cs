using System.Globalization;
using Foobar.MySql.Topology;

namespace Foobar.AppHost.MySql.Management;

/// <summary>What the dashboard shows of a pair and of its nodes. What is unknown is not shown.</summary>
internal static class TopologyProperties
{
    public const string Role = "Role";
    public const string Lag = "Lag";
    public const string Executed = "GTIDs executed";

    private const string Term = "Term";
    private const string Writable = "Writable";
    private const string SemiSync = "Semi-synchronous";
    private const string Version = "MySQL version";
    private const string ServerUuid = "Server UUID";
    private const string Source = "Replication source";
    private const string Primary = "Primary";
    private const string Mode = "Mode";
    private const string LastFailover = "Last failover";
    private const string Manager = "Failover manager";

    /// <summary>All that may be shown of a node.</summary>
    public static IReadOnlyList<string> OfNodes { get; } = [Role, Term, Writable, Lag, SemiSync, Executed, Version, ServerUuid, Source];

    /// <summary>All that may be shown of a pair.</summary>
    public static IReadOnlyList<string> OfPairs { get; } = [Primary, Term, Mode, LastFailover, Manager];

    /// <summary>What is shown of a node now.</summary>
    public static IReadOnlyList<(string Name, string Value)> Describe(NodeTopology node) => Known(
        (Role, node.Role == NodeRole.None ? "none" : Word(node.Role)),
        (Term, Number(node.Term)),
        (Writable, node.IsWritable switch { null => null, true => "yes", false => "no" }),
        (Lag, node.Lag is { } lag ? Seconds(lag) : null),
        (SemiSync, node.SemiSync),
        (Executed, node.Executed),
        (Version, node.Version),
        (ServerUuid, node.ServerUuid?.ToString()),
        (Source, node.Source));

    /// <summary>What is shown of a pair now.</summary>
    public static IReadOnlyList<(string Name, string Value)> Describe(ClusterTopology topology) => Known(
        (Primary, topology.Primary ?? "none"),
        (Term, Number(topology.Term)),
        (Mode, topology.Mode is { } mode ? Word(mode) : null),
        (LastFailover, topology.LastFailover is not { } last ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{last.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, {last.From} → {last.To}{(last.WriteGap is { } gap ? $", {Seconds(gap)} without writes" : "")}: {last.Reason}")),
        (Manager, topology.Reason));

    private static List<(string Name, string Value)> Known(params ReadOnlySpan<(string Name, string? Value)> properties)
    {
        var known = new List<(string, string)>();
        foreach (var (name, value) in properties)
        {
            if (value is not null)
            {
                known.Add((name, value));
            }
        }
        return known;
    }

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();

    private static string? Number(ulong? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s");
}
