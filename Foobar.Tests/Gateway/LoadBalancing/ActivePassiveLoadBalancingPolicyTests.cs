using Foobar.Gateway.LoadBalancing;

namespace Foobar.Tests.Gateway.LoadBalancing;

public sealed class ActivePassiveLoadBalancingPolicyTests
{
    [Fact]
    public void Pick_AllThere_IsTheFirstByPriority()
    {
        using var cluster = Pair();

        Assert.Equal("main", cluster.Pick(Policy(cluster)));
    }

    [Fact]
    public void Pick_FirstLeaves_IsTheNext()
    {
        using var cluster = Pair();
        var policy = Policy(cluster);
        cluster.Pick(policy);

        cluster.SetHealth("main", healthy: false);

        Assert.Equal("standby", cluster.Pick(policy));
    }

    [Fact]
    public void Pick_FirstIsBack_TakesOverAfterTheHoldTime()
    {
        using var cluster = Pair();
        var policy = Policy(cluster);
        cluster.SetHealth("main", healthy: false);
        cluster.Pick(policy);

        cluster.SetHealth("main", healthy: true);
        var atOnce = cluster.Pick(policy);
        cluster.Time.Advance(TimeSpan.FromSeconds(9.9));
        var shortlyBefore = cluster.Pick(policy);
        cluster.Time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(("standby", "standby", "main"), (atOnce, shortlyBefore, cluster.Pick(policy)));
    }

    [Fact]
    public void Pick_StandbyLeavesWithinTheHoldTime_IsTheFirst()
    {
        using var cluster = Pair();
        var policy = Policy(cluster);
        cluster.SetHealth("main", healthy: false);
        cluster.Pick(policy);
        cluster.SetHealth("main", healthy: true);

        cluster.SetHealth("standby", healthy: false);

        Assert.Equal("main", cluster.Pick(policy));
    }

    [Fact]
    public void Pick_SecondTry_DoesNotMoveTheOtherRequests()
    {
        using var cluster = Pair();
        var policy = Policy(cluster);
        cluster.Pick(policy);
        var others = cluster.Update().Without(new HashSet<Yarp.ReverseProxy.Model.DestinationState> { cluster["main"].State });

        var second = policy.PickDestination(new Microsoft.AspNetCore.Http.DefaultHttpContext(), cluster.State, others);

        Assert.Equal("standby", second?.DestinationId);
        Assert.Equal("main", cluster.Pick(policy));
    }

    private static TestCluster Pair()
    {
        var cluster = new TestCluster(("Gateway:ActivePassive:HoldTime", "00:00:10"))
            .Add("standby", priority: 2).Add("main", priority: 1);
        cluster.Update();
        return cluster;
    }

    private static ActivePassiveLoadBalancingPolicy Policy(TestCluster cluster) =>
        new(cluster.Weights, cluster.Configuration, cluster.Time);
}
