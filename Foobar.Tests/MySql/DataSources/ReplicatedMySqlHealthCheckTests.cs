using Foobar.MySql;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.Tests.MySql.DataSources;

public sealed class ReplicatedMySqlHealthCheckTests
{
    private static readonly NodeLook s_primary = new("a", FakeNode.Says(isReadOnly: false));
    private static readonly NodeLook s_replica = new("b", FakeNode.Says(isReadOnly: true));

    public static TheoryData<string, HealthStatus> Pairs => new()
    {
        { "primary replica", HealthStatus.Healthy },
        { "primary dead", HealthStatus.Degraded },
        { "dead replica", HealthStatus.Degraded },
        { "primary fenced", HealthStatus.Healthy },
        { "fenced replica", HealthStatus.Degraded },
        { "fenced fenced", HealthStatus.Unhealthy },
        { "dead fenced", HealthStatus.Unhealthy },
        { "dead dead", HealthStatus.Unhealthy },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Describe_Pair_IsAsWellAsReadsAndWritesAre(string pair, HealthStatus expected)
    {
        var states = pair.Split(' ');
        NodeLook first = Look("a", states[0]), second = Look("b", states[1]);
        var snapshot = new RoleSnapshot(RoleDecision.Decide(first, second, 0), [first, second], Task.CompletedTask);

        var result = ReplicatedMySqlHealthCheck.Describe(snapshot);

        Assert.Equal(expected, result.Status);
        Assert.Equal(["a", "b"], result.Data.Keys);
    }

    private static NodeLook Look(string name, string state) => state switch
    {
        "primary" => s_primary,
        "replica" => s_replica,
        "fenced" => NodeLook.Fenced(name),
        _ => NodeLook.Dead(name, "does not answer"),
    };
}
