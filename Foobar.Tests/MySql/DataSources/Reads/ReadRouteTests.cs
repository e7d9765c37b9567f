using Foobar.MySql;

namespace Foobar.Tests.MySql.DataSources.Reads;

public sealed class ReadRouteTests
{
    [Theory]
    [InlineData("p", "r", 0.0, null, false, "r", "none")]
    [InlineData("p", "r", 2.0, null, false, "r", "none")]
    [InlineData("p", "r", 2.5, null, false, "p", "lag")]
    [InlineData("p", "r", null, null, false, "p", "lag_unknown")]
    [InlineData("p", "r", 0.0, "failure", false, "p", "failure")]
    [InlineData("p", "r", 0.0, null, true, "r", "none")]
    [InlineData("p", "r", 0.1, null, true, "r", "none")]
    [InlineData("p", "r", 0.5, null, true, "p", "consistency")]
    [InlineData("p", null, null, null, false, "p", "no_replica")]
    [InlineData("p", null, null, "failure", true, "p", "no_replica")]
    [InlineData(null, "r", null, null, false, "r", "none")]
    [InlineData(null, "r", null, "failure", true, "r", "none")]
    [InlineData(null, null, null, null, false, null, "none")]
    public void Choose_RolesAndLag_Decide(
        string? primary, string? replica, double? lag, string? left, bool mustWait, string? node, string reason)
    {
        var roles = new PairRoles(primary, replica, 1, lag is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

        var route = ReadRoute.Choose(roles, left, mustWait, new ReplicatedMySqlOptions());

        Assert.Equal(node, route.Node);
        Assert.Equal(reason, route.Reason);
        Assert.Equal(node == "p" ? ReadRoute.Primary : ReadRoute.Replica, route.Role);
    }
}
