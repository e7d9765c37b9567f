using Foobar.Gateway.LoadBalancing;

namespace Foobar.Tests.Gateway.LoadBalancing;

/// <summary>The policies that draw lots: over many requests each gets its share, within six standard deviations.</summary>
public sealed class RandomPolicyTests
{
    private const int Requests = 20_000;

    [Fact]
    public void Random_Weights_SharesByThem()
    {
        using var cluster = new TestCluster().Add("web-1", weight: 3).Add("web-2");
        cluster.Update();

        AssertShare(0.75, cluster.Count(new RandomLoadBalancingPolicy(cluster.Weights), Requests)["web-1"]);
    }

    [Fact]
    public void Random_EqualWeights_SharesEvenly()
    {
        using var cluster = new TestCluster().Add("web-1").Add("web-2").Add("web-3");
        cluster.Update();

        AssertShare(1 / 3.0, cluster.Count(new RandomLoadBalancingPolicy(cluster.Weights), Requests)["web-3"]);
    }

    [Fact]
    public void PowerOfTwoChoices_AllIdleButOneOfThreeHeavier_PrefersIt()
    {
        using var cluster = new TestCluster().Add("web-1", weight: 2).Add("web-2").Add("web-3");
        cluster.Update();

        // It is among the two drawn in two of three cases, and then lighter for its weight.
        AssertShare(2 / 3.0, cluster.Count(new PowerOfTwoChoicesLoadBalancingPolicy(cluster.Weights), Requests)["web-1"]);
    }

    private static void AssertShare(double expected, int count)
    {
        var deviation = Math.Sqrt(Requests * expected * (1 - expected));
        Assert.InRange(count, (Requests * expected) - (6 * deviation), (Requests * expected) + (6 * deviation));
    }
}
