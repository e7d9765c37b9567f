namespace Foobar.Chaos.Composition;

/// <summary>The names of the application's parts.</summary>
internal static class ResourceNames
{
    public const string Manager = "failover";
    public const string Gateway = "gateway";

    public static IReadOnlyList<string> Nodes { get; } = ["mysql-1", "mysql-2"];

    public static IReadOnlyList<string> WebServers { get; } = ["web-1", "web-2"];

    /// <summary>The two processes behind the address of the gateway.</summary>
    public static IReadOnlyList<string> Gateways { get; } = [$"{Gateway}-1", $"{Gateway}-2"];

    /// <summary>All processes, each of which has to be healthy before anything is broken.</summary>
    public static IReadOnlyList<string> Instances { get; } = [.. Nodes, Manager, .. WebServers, .. Gateways];

    public static string ConnectionString(string node) => $"ConnectionStrings__{node}";

    /// <summary>The other node.</summary>
    public static string PeerOf(string node) => Nodes.First(other => other != node);
}
