using Foobar.Gateway.LoadBalancing;

namespace Foobar.Tests.Gateway.LoadBalancing;

public sealed class RoundRobinLoadBalancingPolicyTests
{
    [Fact]
    public void Pick_EqualWeights_TakesTurns()
    {
        using var cluster = new TestCluster().Add("web-1").Add("web-2").Add("web-3");
        cluster.Update();
        var policy = new RoundRobinLoadBalancingPolicy(cluster.Weights);

        Assert.Equal(["web-1", "web-2", "web-3", "web-1", "web-2"], Enumerable.Range(0, 5).Select(_ => cluster.Pick(policy)));
    }

    [Fact]
    public void Pick_Weights_SharesByThemAndSpreadsWell()
    {
        using var cluster = new TestCluster().Add("a", weight: 5).Add("b").Add("c");
        cluster.Update();
        var policy = new RoundRobinLoadBalancingPolicy(cluster.Weights);

        // The order that nginx documents for its smooth weighted round robin.
        Assert.Equal(["a", "a", "b", "a", "c", "a", "a"], Enumerable.Range(0, 7).Select(_ => cluster.Pick(policy)));
    }

    [Fact]
    public void Pick_ServerThatComesBack_GetsATenthAtFirstAndAllAtLast()
    {
        using var cluster = new TestCluster(("Gateway:SlowStart:Duration", "00:00:10")).Add("web-1").Add("web-2");
        cluster.Update();
        cluster.SetHealth("web-2", healthy: false);
        var policy = new RoundRobinLoadBalancingPolicy(cluster.Weights);
        Assert.Equal(100, cluster.Count(policy, 100)["web-1"]);

        cluster.SetHealth("web-2", healthy: true);
        var atFirst = cluster.Count(policy, 1100)["web-2"];
        cluster.Time.Advance(TimeSpan.FromSeconds(5));
        var halfWay = cluster.Count(policy, 1550)["web-2"];
        cluster.Time.Advance(TimeSpan.FromSeconds(5));
        var atLast = cluster.Count(policy, 1000)["web-2"];

        // Weights 0.1, 0.55 and 1 beside 1.
        Assert.InRange(atFirst, 99, 101);
        Assert.InRange(halfWay, 549, 551);
        Assert.Equal(500, atLast);
    }

    [Fact]
    public void Pick_AllComeAtOnce_NobodyWarmsUp()
    {
        using var cluster = new TestCluster().Add("web-1").Add("web-2");
        cluster.Update();

        Assert.Equal(500, cluster.Count(new RoundRobinLoadBalancingPolicy(cluster.Weights), 1000)["web-2"]);
    }

    [Fact]
    public void Pick_NoServer_IsNone()
    {
        using var cluster = new TestCluster();
        cluster.Update();

        Assert.Null(cluster.Pick(new RoundRobinLoadBalancingPolicy(cluster.Weights)));
    }
}
