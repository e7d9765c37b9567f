using System.Collections.Concurrent;
using System.Diagnostics;
using Foobar.Failover.Decisions;
using Foobar.Failover.Telemetry;
using Foobar.Failover.Witness;
using Foobar.MySql.Replication;
using Foobar.MySql.Topology;

namespace Foobar.Tests.Failover.Telemetry;

public sealed class FailoverTelemetryTests
{
    [Fact]
    public void StartStep_Promotion_IsATraceThatLeadsToTheOneInWhichItWasAskedFor()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FailoverTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var origin = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        var node = $"mysql-{Guid.NewGuid():N}";
        var record = new ClusterRecord(2, 2, node, ClusterMode.Paired, Guid.NewGuid(), GtidSet.Empty);

        using (var telemetry = new FailoverTelemetry(TimeProvider.System))
        {
            telemetry.StartStep(new Decision(FailoverStep.Promote, node, "somebody asked for it", record), origin).Dispose();
            telemetry.StartStep(new Decision(FailoverStep.Open, node, "it is next", record)).Dispose();
        }

        var failover = Assert.Single(ended, span => node.Equals(span.GetTagItem("mysql.failover.to")));
        var steps = ended.Where(span => node.Equals(span.GetTagItem("mysql.node.name"))).ToList();
        Assert.Equal(origin, Assert.Single(failover.Links).Context);
        Assert.Equal(default, failover.ParentSpanId);
        Assert.NotEqual(origin.TraceId, failover.TraceId);
        Assert.Equal(["Promote", "Open"], steps.Select(span => span.OperationName));
        Assert.All(steps, span => Assert.Equal(failover.SpanId, span.ParentSpanId));
    }
}
