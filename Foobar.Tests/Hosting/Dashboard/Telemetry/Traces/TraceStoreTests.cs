using Foobar.Hosting.Dashboard.Telemetry;
using Foobar.Hosting.Dashboard.Telemetry.Filters;
using Foobar.Hosting.Dashboard.Telemetry.Traces;
using static Foobar.Tests.Hosting.Dashboard.Telemetry.TelemetrySamples;

namespace Foobar.Tests.Hosting.Dashboard.Telemetry.Traces;

public sealed class TraceStoreTests
{
    private readonly TraceStore _store = new(new TelemetryLimits { MaxTraceCount = 10 });

    [Fact]
    public void Add_ChildBeforeItsParent_IsNamedByTheRootOnceThatIsThere()
    {
        _store.Add([Span(2, parent: 1, start: 5, end: 8)]);
        Assert.Equal("web-1: span 2", Only().Name);

        _store.Add([Span(1, start: 0, end: 10, resource: Resource("gateway-1"))]);

        var trace = Only();
        Assert.Equal("gateway-1: span 1", trace.Name);
        Assert.Equal(10, trace.Duration);
        Assert.Equal(2, trace.Spans);
        Assert.Equal(["gateway-1", "web-1"], trace.Resources.Select(resource => resource.Name));
    }

    [Fact]
    public void Add_SameSpanTwice_IsTakenOnce()
    {
        _store.Add([Span(1), Span(2, parent: 1)]);
        var version = _store.Version;

        _store.Add([Span(2, parent: 1)]);

        Assert.Equal(2, Only().Spans);
        Assert.Equal(version, _store.Version);
    }

    [Fact]
    public void Add_MoreTracesThanCapacity_DropsTheOldestAndCounts()
    {
        for (uint trace = 1; trace <= 15; trace++)
        {
            _store.Add([Span(1, trace: trace), Span(2, parent: 1, trace: trace)]);
        }

        Assert.Equal(Enumerable.Range(6, 10).Select(i => new TraceId((uint)i)), _store.Read().Select(trace => trace.Id));
        Assert.Null(_store.Find(new TraceId(5)));
        Assert.Equal(5, _store.Dropped);
        Assert.Equal(new LimitView(20, 50, 10), _store.Usage);
    }

    [Fact]
    public void Add_MoreSpansThanCapacity_DropsWholeTraces()
    {
        for (uint trace = 1; trace <= 5; trace++)
        {
            _store.Add([.. Enumerable.Range(1, 20).Select(i => Span((ulong)i, trace: trace))]);
        }

        Assert.Equal([new TraceId(4), new TraceId(5)], _store.Read().Select(trace => trace.Id));
        Assert.Equal(new LimitView(40, 50, 60), _store.Usage);
    }

    [Fact]
    public void Add_EndlessTrace_KeepsItsFirstSpansAndCounts()
    {
        var store = new TraceStore(new TelemetryLimits { MaxSpansOfTrace = 30 });

        store.Add([.. Enumerable.Range(1, 100).Select(i => Span((ulong)i))]);

        Assert.Equal(30, Assert.Single(store.Read()).Spans.Length);
        Assert.Equal(70, store.Usage.Dropped);
    }

    [Fact]
    public void Batch_TraceChanged_IsSentAgain()
    {
        _store.Add([Span(1, trace: 1), Span(1, trace: 2)]);
        var known = _store.Version;

        _store.Add([Span(2, parent: 1, trace: 1)]);

        var batch = TraceReader.Batch(_store, new TraceQuery(), known);
        Assert.Equal(2, Assert.Single(batch.Items).Spans);
        Assert.Equal(2, batch.Total);
        Assert.Equal(0, batch.Skipped);
    }

    [Fact]
    public void Page_Conditions_AreMetByOneSpan()
    {
        _store.Add(
        [
            Span(1, trace: 1) with { Attributes = Attributes(("http.route", "/a")), Status = SpanStatus.Error },
            Span(1, trace: 2, end: 100) with { Attributes = Attributes(("http.route", "/b")) },
            Span(2, trace: 2) with { Name = "SELECT links", Resource = Resource("web-2") },
        ]);

        Assert.Equal([1], Find(new TraceQuery { Errors = true }));
        Assert.Equal([2], Find(new TraceQuery { MinDuration = TimeSpan.FromMilliseconds(50) }));
        Assert.Equal([2], Find(new TraceQuery { Text = "select" }));
        Assert.Equal([2], Find(new TraceQuery { Resources = ["web-2"] }));
        Assert.Equal([1], Find(new TraceQuery { Filters = [AttributeFilter.Parse("http.route:eq:/a")] }));
        Assert.Empty(Find(new TraceQuery { Filters = [AttributeFilter.Parse("http.route:eq:/b"), AttributeFilter.Parse("name:contains:SELECT")] }));
    }

    private TraceView Only() => Assert.Single(TraceReader.Page(_store, new TraceQuery()).Items);

    private IEnumerable<int> Find(TraceQuery query) => TraceReader.Page(_store, query).Items.Select(trace => int.Parse(trace.TraceId, System.Globalization.CultureInfo.InvariantCulture));
}
