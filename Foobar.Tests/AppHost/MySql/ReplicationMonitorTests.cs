using Foobar.AppHost.MySql.Management;
using Foobar.MySql.Replication;

namespace Foobar.Tests.AppHost.MySql;

public sealed class ReplicationMonitorTests
{
    [Fact]
    public void GetPause_StepIsDueAgain_IsNotAtOnce()
    {
        Assert.Equal(TimeSpan.Zero, GetPause(FixedRolesStep.Follow, last: FixedRolesStep.EnableSemiSync));
        Assert.NotEqual(TimeSpan.Zero, GetPause(FixedRolesStep.Follow, last: FixedRolesStep.Follow));
    }

    private static TimeSpan GetPause(FixedRolesStep step, FixedRolesStep last)
    {
        var node = new NodeObservation("node", null, null);
        return ReplicationMonitor.GetPause(new(node, node, new(step, "reason"), null), last);
    }
}
