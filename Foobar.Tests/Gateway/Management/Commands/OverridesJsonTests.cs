using System.Text.Json;
using Foobar.Gateway.Destinations;
using Foobar.Gateway.Management.Commands;

namespace Foobar.Tests.Gateway.Management.Commands;

public sealed class OverridesJsonTests
{
    [Fact]
    public void Commands_OneAfterTheOther_AddToWhatIsThere()
    {
        var overrides = OverridesJson.Empty();

        new WeightCommand("web", "web-1", 2).Apply(overrides);
        new ModeCommand("web", "web-1", DestinationMode.Drain).Apply(overrides);
        new PolicyCommand("web", "LeastRequests").Apply(overrides);
        new ModeCommand("web", "web-1", DestinationMode.Ready).Apply(overrides);

        Assert.Equal(
            """{"ReverseProxy":{"Clusters":{"web":{"Destinations":{"web-1":{"Metadata":{"Weight":"2","Mode":"Ready"}}},"LoadBalancingPolicy":"LeastRequests"}}}}""",
            overrides.ToJsonString());
    }

    [Fact]
    public void Set_KeyWrittenInAnotherCase_IsTheSameKey()
    {
        var overrides = OverridesJson.Parse("""{"reverseproxy":{"CLUSTERS":{"Web":{"loadBalancingPolicy":"Random"}}}}""");

        new PolicyCommand("web", "LeastRequests").Apply(overrides);

        Assert.Equal("""{"reverseproxy":{"CLUSTERS":{"Web":{"loadBalancingPolicy":"LeastRequests"}}}}""", overrides.ToJsonString());
    }

    [Fact]
    public void Set_ThroughAValue_IsRefused()
    {
        var overrides = OverridesJson.Parse("""{"ReverseProxy":{"Clusters":5}}""");

        var refusal = Assert.Throws<JsonException>(() => new PolicyCommand("web", "Random").Apply(overrides));
        Assert.Contains("$.ReverseProxy.Clusters", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reset_LeavesNothing()
    {
        var overrides = OverridesJson.Parse("""{"ReverseProxy":{},"Gateway":{}}""");

        new ResetCommand().Apply(overrides);

        Assert.Equal("{}", overrides.ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Parse_NoJsonObject_IsRefused(string text) => Assert.ThrowsAny<JsonException>(() => OverridesJson.Parse(text));
}
