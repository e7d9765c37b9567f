using CsCheck;
using Foobar.Hosting.Dashboard.Telemetry;
using Foobar.Hosting.Dashboard.Telemetry.Traces;
using static Foobar.Tests.Hosting.Dashboard.Telemetry.TelemetrySamples;

namespace Foobar.Tests.Hosting.Dashboard.Telemetry.Traces;

public sealed class SpanTreeTests
{
    [Fact]
    public void Order_AnyArrival_PutsEachAfterItsParentAndSiblingsByStart()
    {
        SpanRecord[] spans = [Span(4, parent: 2, start: 3), Span(3, parent: 1, start: 5), Span(2, parent: 1, start: 1), Span(1), Span(5, parent: 2, start: 2)];

        Assert.Equal([1, 2, 5, 4, 3], Ids(SpanTree.Order(spans)));
    }

    [Fact]
    public void Order_ParentIsMissing_StandsAtTheRoot() =>
        Assert.Equal([7, 8, 1], Ids(SpanTree.Order([Span(1, start: 9), Span(8, parent: 7, start: 2), Span(7, parent: 99, start: 1)])));

    [Fact]
    public void Order_RoundInCircles_HasEachOnce() =>
        Assert.Equal([1, 2, 3], Ids(SpanTree.Order([Span(1, parent: 3), Span(2, parent: 1, start: 1), Span(3, parent: 2, start: 2)])));

    [Fact]
    public void Order_DeepTrace_NeedsNoDeepStack() =>
        Assert.Equal(100_000, SpanTree.Order([.. Enumerable.Range(1, 100_000).Select(i => Span((ulong)i, parent: (ulong)i - 1))]).Count);

    [Fact]
    public void Order_Whatever_HasEachOnce() =>
        Gen.Select(Gen.ULong[1, 20], Gen.ULong[0, 20], Gen.Int[0, 100]).Array[0, 30].Sample(spans =>
        {
            var records = spans.DistinctBy(span => span.Item1).Select(span => Span(span.Item1, span.Item2, span.Item3)).ToList();
            Assert.Equal(records.Select(span => span.SpanId).Order(Comparer<SpanId>.Create((a, b) => a.Value.CompareTo(b.Value))), SpanTree.Order(records).Select(span => span.SpanId).OrderBy(id => id.Value));
        });

    [Fact]
    public void Details_ClientWithoutAnswer_NamesItsPeer()
    {
        var store = new TraceStore(new TelemetryLimits());
        store.Add(
        [
            Span(1) with { Kind = SpanKind.Client },
            Span(2, parent: 1, start: -3, resource: Resource("web-2")),
            Span(3, parent: 2) with { Kind = SpanKind.Client, Resource = Resource("web-2") },
        ]);

        var details = TraceReader.Details(store.Find(new TraceId(1))!, span => $"peer of {span.SpanId.Value}", new() { [new SpanId(3)] = 4, [SpanId.None] = 1 });

        Assert.Equal([null, null, "peer of 3"], details.Items.Select(span => span.Peer));
        Assert.Equal([0, 0, 4], details.Items.Select(span => span.Logs));
        Assert.Equal(5, details.Logs);

        // The clock of the second is behind: the trace begins with what began first.
        Assert.Equal([3, 0, 3], details.Items.Select(span => span.Start));
    }

    private static IEnumerable<int> Ids(IEnumerable<SpanRecord> spans) => spans.Select(span => (int)span.SpanId.Value);
}
