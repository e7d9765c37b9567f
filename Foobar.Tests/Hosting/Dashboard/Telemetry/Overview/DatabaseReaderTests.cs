using Foobar.AppHost.MySql.Management;
using Foobar.Hosting.Dashboard.Telemetry.Overview;
using Foobar.MySql.Topology;

namespace Foobar.Tests.Hosting.Dashboard.Telemetry.Overview;

public sealed class DatabaseReaderTests
{
    [Theory]
    [InlineData(1.5)]
    [InlineData(null)]
    public void ParseFailover_AsThePairSaysIt_IsRead(double? gap)
    {
        var at = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
        var said = TopologyProperties.Describe(new ClusterTopology
        {
            Term = 3,
            IsWritable = true,
            NeedsHelp = false,
            Nodes = [],
            Reason = "all is well",
            LastFailover = new(3, "mysql-1", "mysql-2", at, "mysql-1 does not answer: neither to us, nor to mysql-2", gap),
        }).Single(property => property.Name == "Last failover").Value;

        var failover = DatabaseReader.ParseFailover(said);

        Assert.Equal(at.UtcDateTime, failover?.Time);
        Assert.Equal("mysql-1 does not answer: neither to us, nor to mysql-2", failover?.Reason);
        Assert.Equal(gap, failover?.Duration);
    }

    [Fact]
    public void ParseFailover_OtherText_IsUnknown() => Assert.Null(DatabaseReader.ParseFailover("yesterday"));
}
