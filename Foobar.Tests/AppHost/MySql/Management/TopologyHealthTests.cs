using Foobar.AppHost.MySql.Management;
using Foobar.MySql.Topology;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.Tests.AppHost.MySql.Management;

public sealed class TopologyHealthTests
{
    private const string Silence = "failover does not answer: refused";

    private static readonly ClusterTopology s_alone = Topologies.Paired with
    {
        Mode = ClusterMode.Alone,
        Reason = "mysql-2 does not answer",
        Nodes = [Topologies.Primary, Topologies.Replica with { IsHealthy = false, Reason = "does not answer" }],
    };

    [Fact]
    public void OfPair_OneNodeThatTakesWrites_IsHealthyThoughTheOtherIsNot()
    {
        var view = new TopologyView(s_alone, null);

        AssertHealth(HealthStatus.Healthy, "mysql-2 does not answer", TopologyHealth.OfPair(view));
        AssertHealth(HealthStatus.Healthy, "takes writes", TopologyHealth.OfNode(view, "mysql-1"));
        AssertHealth(HealthStatus.Unhealthy, "does not answer", TopologyHealth.OfNode(view, "mysql-2"));
    }

    [Fact]
    public void OfPair_NobodyTakesWrites_IsUnhealthy() =>
        AssertHealth(HealthStatus.Unhealthy, "mysql-1 becomes the primary", TopologyHealth.OfPair(new(Topologies.Closed, null)));

    [Fact]
    public void ManagerSilent_WhatWasWell_IsDegraded()
    {
        var view = new TopologyView(s_alone, Silence);

        AssertHealth(HealthStatus.Degraded, $"{Silence}; before: mysql-2 does not answer", TopologyHealth.OfPair(view));
        AssertHealth(HealthStatus.Degraded, $"{Silence}; before: takes writes", TopologyHealth.OfNode(view, "mysql-1"));
        AssertHealth(HealthStatus.Unhealthy, $"{Silence}; before: does not answer", TopologyHealth.OfNode(view, "mysql-2"));
    }

    [Fact]
    public void ManagerNeverHeard_IsUnhealthy()
    {
        AssertHealth(HealthStatus.Unhealthy, Silence, TopologyHealth.OfPair(new(null, Silence)));
        AssertHealth(HealthStatus.Unhealthy, "the failover manager was not asked yet", TopologyHealth.OfNode(TopologyView.Unknown, "mysql-1"));
    }

    [Fact]
    public void OfNode_ThatTheManagerDoesNotKnow_IsUnhealthy() =>
        AssertHealth(HealthStatus.Unhealthy, "the failover manager does not know it", TopologyHealth.OfNode(new(s_alone, null), "mysql-3"));

    private static void AssertHealth(HealthStatus status, string description, HealthCheckResult result) =>
        Assert.Equal((status, description), (result.Status, result.Description));
}
