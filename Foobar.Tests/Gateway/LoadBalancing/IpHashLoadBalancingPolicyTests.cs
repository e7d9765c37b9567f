using System.Net;
using Foobar.Gateway.Destinations;
using Foobar.Gateway.LoadBalancing;
using Microsoft.AspNetCore.Http;

namespace Foobar.Tests.Gateway.LoadBalancing;

public sealed class IpHashLoadBalancingPolicyTests
{
    private const int Clients = 20_000;

    private static readonly Random s_random = new(20_260);
    private static readonly IPAddress[] s_clients = [.. Enumerable.Range(0, Clients).Select(_ => RandomAddress())];

    [Fact]
    public void Pick_OneOfFiveLeaves_OnlyItsClientsMove()
    {
        using var cluster = Five();
        var before = s_clients.Select(client => Pick(cluster.Update(), client)).ToArray();

        cluster.SetHealth("web-3", healthy: false);
        var after = s_clients.Select(client => Pick(cluster.Update(), client)).ToArray();

        Assert.Equal(0, before.Zip(after).Count(pair => pair.First != "web-3" && pair.First != pair.Second));
        Assert.DoesNotContain("web-3", after);
    }

    [Fact]
    public void Pick_OneComes_TakesItsShareFromAllAndNobodyElseMoves()
    {
        using var cluster = Five();
        var before = s_clients.Select(client => Pick(cluster.Update(), client)).ToArray();

        cluster.Add("web-6");
        var after = s_clients.Select(client => Pick(cluster.Update(), client)).ToArray();

        Assert.Equal(0, before.Zip(after).Count(pair => pair.Second != "web-6" && pair.First != pair.Second));
        Assert.InRange(after.Count(id => id == "web-6"), Clients / 6 * 0.9, Clients / 6 * 1.1);
    }

    [Fact]
    public void Pick_ManyClients_AreSharedByWeight()
    {
        using var cluster = new TestCluster().Add("web-1", weight: 3).Add("web-2");
        var set = cluster.Update();

        Assert.InRange(s_clients.Count(client => Pick(set, client) == "web-1"), Clients * 0.73, Clients * 0.77);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void ClientKey_TwoAddresses_AreOneClientOrTwo(string one, string other, bool same)
    {
        Assert.Equal(same, IpHashLoadBalancingPolicy.ClientKey(IPAddress.Parse(one)) == IpHashLoadBalancingPolicy.ClientKey(IPAddress.Parse(other)));
    }

    [Fact]
    public void Pick_AnotherProcess_WouldPickTheSame()
    {
        using var cluster = Five();
        cluster.Update();
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse("192.0.2.33") } };

        // Both gateways must agree, so the answer may not depend on a seed of the process.
        Assert.Equal("web-1", cluster.Pick(new IpHashLoadBalancingPolicy(cluster.Weights), context));
    }

    private static TestCluster Five() => new TestCluster().Add("web-1").Add("web-2").Add("web-3").Add("web-4").Add("web-5");

    private static string? Pick(DestinationSet set, IPAddress client) =>
        IpHashLoadBalancingPolicy.Pick(IpHashLoadBalancingPolicy.ClientKey(client), set)?.Id;

    private static IPAddress RandomAddress()
    {
        var bytes = new byte[s_random.Next(2) == 0 ? 4 : 16];
        s_random.NextBytes(bytes);
        return new IPAddress(bytes);
    }
}
