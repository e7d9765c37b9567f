using Foobar.MySql.Topology;

namespace Foobar.Tests.AppHost.MySql.Management;

/// <summary>What a failover manager says of a pair in which all is well; tests change what is not.</summary>
internal static class Topologies
{
    public static NodeTopology Primary { get; } = new()
    {
        Name = "mysql-1",
        Role = NodeRole.Primary,
        IsHealthy = true,
        Reason = "takes writes",
        IsReachable = true,
        Version = "9.7.4",
        ServerUuid = Guid.Parse("11111111-71ca-11e1-9e33-c80aa9429562"),
        IsWritable = true,
        Term = 3,
        Executed = "11111111-71ca-11e1-9e33-c80aa9429562:1-10",
        SemiSync = "waits for 1 replica",
    };

    public static NodeTopology Replica { get; } = new()
    {
        Name = "mysql-2",
        Role = NodeRole.Replica,
        IsHealthy = true,
        Reason = "follows mysql-1",
        IsReachable = true,
        Version = "9.7.4",
        ServerUuid = Guid.Parse("22222222-71ca-11e1-9e33-c80aa9429562"),
        IsWritable = false,
        Term = 3,
        Executed = "11111111-71ca-11e1-9e33-c80aa9429562:1-10",
        SemiSync = "acknowledges",
        Source = "127.0.0.1:3306",
        Lag = 0.04,
    };

    public static ClusterTopology Paired { get; } = new()
    {
        Term = 3,
        Primary = "mysql-1",
        Mode = ClusterMode.Paired,
        IsWritable = true,
        NeedsHelp = false,
        Reason = "mysql-2 follows mysql-1",
        LastFailover = new(3, "mysql-2", "mysql-1", new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), "mysql-2 does not answer", 0.84),
        Nodes = [Primary, Replica],
    };

    public static ClusterTopology Closed { get; } = Paired with { IsWritable = false, Mode = ClusterMode.Promoting, Reason = "mysql-1 becomes the primary" };

    public static ClusterTopology Diverged { get; } = Closed with { NeedsHelp = true, Reason = "both nodes have transactions that the other lacks" };
}
