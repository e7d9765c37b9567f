using Foobar.Hosting.Dashboard.Telemetry;
using Foobar.Hosting.Dashboard.Telemetry.Filters;
using Foobar.Hosting.Dashboard.Telemetry.Metrics;
using Microsoft.Extensions.Time.Testing;
using static Foobar.Tests.Hosting.Dashboard.Telemetry.TelemetrySamples;

namespace Foobar.Tests.Hosting.Dashboard.Telemetry.Metrics;

public sealed class MetricStoreTests
{
    private static readonly InstrumentInfo s_counter = new("Tests", "requests", "", "{request}", InstrumentType.Counter);
    private static readonly InstrumentInfo s_gauge = new("Tests", "lag", "", "s", InstrumentType.Gauge);
    private static readonly InstrumentInfo s_upDown = new("Tests", "active", "", "{request}", InstrumentType.UpDownCounter);
    private static readonly InstrumentInfo s_histogram = new("Tests", "duration", "", "s", InstrumentType.Histogram);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(Start));
    private readonly TelemetryResource _web1 = Resource("web-1");
    private readonly TelemetryResource _web2 = Resource("web-2");
    private readonly MetricStore _store;

    public MetricStoreTests() => _store = new(new TelemetryLimits(), _time);

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    [Fact]
    public void Counter_Cumulative_IsShownAsItsRate()
    {
        Each(20, second => Add(s_counter, _web1, second * 5));

        Assert.All(Values(s_counter, last: 10), value => Assert.Equal(5, value!.Value, 6));
    }

    [Fact]
    public void Counter_JitteringReports_HaveASmoothRate()
    {
        Each(20, second => Add(s_counter, _web1, (Now + 40 - (second % 3 * 40) - Start.Subtract(DateTime.UnixEpoch).TotalMilliseconds) / 100, Now + 40 - (second % 3 * 40)));

        Assert.All(Values(s_counter, last: 10), value => Assert.Equal(10, value!.Value, 6));
    }

    [Fact]
    public void Counter_ProcessStartedAgain_CountsOn()
    {
        Each(10, second => Add(s_counter, _web1, second * 5));
        Each(10, second => Add(s_counter, _web1, second * 5, start: Start.AddSeconds(10)));

        Assert.All(Values(s_counter, last: 17), value => Assert.InRange(value!.Value, 0, 5.000001));
        Assert.Equal(5, Values(s_counter, last: 1)[0]!.Value, 6);
    }

    [Fact]
    public void Counter_Delta_IsAddedUp()
    {
        Each(20, second => Add(s_counter, _web1, second % 2 == 0 ? 6 : 4, isDelta: true));

        Assert.Equal(10, Values(s_counter, last: 2).Sum()!.Value, 6);
    }

    [Fact]
    public void Counter_OfAProcessThatRanLongBefore_BeginsWithoutAJump()
    {
        _time.Advance(TimeSpan.FromHours(1));
        var old = new TelemetryResource("old", "old", null, _time.GetUtcNow().UtcDateTime);
        Each(10, second => Add(s_counter, old, 1_000_000 + second, start: Start));

        Assert.All(Values(s_counter, last: 20).Where(value => value is not null), value => Assert.Equal(1, value!.Value, 6));
    }

    [Fact]
    public void Counter_NewSeriesOfAKnownProcess_CountsFromZero()
    {
        _time.Advance(TimeSpan.FromMinutes(5));
        Each(1, _ => Add(s_counter, _web1, 7, start: Start));
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(7, Values(s_counter, last: 6).Sum()!.Value, 6);
    }

    [Fact]
    public void Counter_ProcessHasEnded_IsUnknownThen()
    {
        Each(10, second => Add(s_counter, _web1, second));
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.All(Values(s_counter, last: 5), value => Assert.Null(value));
    }

    [Fact]
    public void Gauge_Merged_IsTheMeanAndOfUpDownCountersTheSum()
    {
        Each(10, _ =>
        {
            Add(s_gauge, _web1, 1);
            Add(s_gauge, _web2, 3);
            Add(s_upDown, _web1, 1);
            Add(s_upDown, _web2, 3);
        });

        Assert.Equal([2], Values(s_gauge, last: 1));
        Assert.Equal([4], Values(s_upDown, last: 1));
        Assert.Equal([3], Values(s_gauge, last: 1, query => query with { Resources = ["web-2"] }));
    }

    [Fact]
    public void Gauge_Silent_HoldsForSecondsOnly()
    {
        Each(10, second => Add(s_gauge, _web1, second));
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([9], Values(s_gauge, last: 1));

        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([null], Values(s_gauge, last: 1));
    }

    [Fact]
    public void UpDownCounter_Delta_IsAddedUp()
    {
        Each(10, second => Add(s_upDown, _web1, second < 5 ? 2 : -1, isDelta: true));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([5], Values(s_upDown, last: 1));
    }

    [Fact]
    public void Histogram_Cumulative_HasRateMeanAndPercentiles()
    {
        Each(10, second => Add(_web1, second * 10, second * 15.0, [0, second * 10, 0]));

        var point = Points(s_histogram)[^1];
        Assert.Equal(10, point.Count!.Value, 6);
        Assert.Equal(1.5, point.Mean!.Value, 6);
        Assert.Equal(1.5, point.P50!.Value, 6);
        Assert.Equal(1.9, point.P90!.Value, 6);
        Assert.Equal(1.99, point.P99!.Value, 6);
    }

    [Fact]
    public void Histogram_NothingRecorded_HasNoPercentiles()
    {
        Each(10, _ => Add(_web1, 5, 5, [5, 0, 0]));

        var point = Points(s_histogram)[^1];
        Assert.Equal(0, point.Count);
        Assert.Null(point.Mean);
        Assert.Null(point.P50);
    }

    [Fact]
    public void Histogram_ProcessStartedAgain_CountsOn()
    {
        Each(10, second => Add(_web1, second * 10, second, [second * 10, 0, 0]));
        Each(10, second => Add(_web1, second * 10, second, [0, second * 10, 0], Start.AddSeconds(10)));

        Assert.Equal(10, Points(s_histogram)[^1].Count!.Value, 6);
        Assert.InRange(Points(s_histogram)[^1].P50!.Value, 1, 2);
    }

    [Fact]
    public void Chart_GroupBy_TellsSeriesApart()
    {
        Each(10, second =>
        {
            Add(s_counter, _web1, second, attributes: Attributes(("method", "GET"), ("status", "200")));
            Add(s_counter, _web1, second * 2, attributes: Attributes(("method", "GET"), ("status", "500")));
            Add(s_counter, _web2, second * 4, attributes: Attributes(("method", "POST"), ("status", "200")));
        });

        Assert.Equal([7], Last(query => query));
        Assert.Equal([5, 2], Last(query => query with { GroupBy = ["status"] }));
        Assert.Equal([3, 4], Last(query => query with { GroupBy = ["resource"] }));
        Assert.Equal([1, 2, 4], Last(query => query with { GroupBy = ["resource", "status"] }));
        Assert.Equal([5], Last(query => query with { Filters = [AttributeFilter.Parse("status:eq:200")] }));
        var chart = MetricReader.Chart(_store, new SeriesQuery("Tests", "requests") { GroupBy = ["resource", "status"] }, Window())!;
        Assert.Equal(["method", "status"], chart.Dimensions.Select(dimension => dimension.Key));
        Assert.Equal(["200", "500"], chart.Dimensions[1].Values);
        Assert.Equal([("web-1", "200"), ("web-1", "500"), ("web-2", "200")], chart.Series.Select(series => (series.Resource!, series.Attributes[0].Value)));

        IEnumerable<int> Last(Func<SeriesQuery, SeriesQuery> ask) =>
            MetricReader.Chart(_store, ask(new SeriesQuery("Tests", "requests")), Window())!.Series.Select(series => (int)Math.Round(series.Points[^1].Value!.Value));
    }

    [Theory]
    [InlineData(1, 1_000, 60)]
    [InlineData(5, 1_000, 300)]
    [InlineData(15, 10_000, 90)]
    [InlineData(60, 20_000, 180)]
    [InlineData(1_440, 300_000, 288)]
    public void Window_Minutes_HasAtMost300Points(int minutes, long step, int count)
    {
        var window = TimeWindow.Of(minutes, _time.GetUtcNow());

        Assert.Equal((step, count), (window.Step, window.Count));
        Assert.Equal(0, window.To % step);
        Assert.InRange(Now - window.To, 1, step + 2_000);
    }

    [Fact]
    public void Counter_OfADay_IsKeptMinuteByMinute()
    {
        for (var second = 0; second < 3 * 60 * 60; second += 5)
        {
            Add(s_counter, _web1, second);
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        var day = MetricReader.Chart(_store, new SeriesQuery("Tests", "requests"), TimeWindow.Of(1_440, _time.GetUtcNow()))!;
        Assert.All(day.Series[0].Points.SkipLast(1).TakeLast(30), point => Assert.Equal(1, point.Value!.Value, 3));
        Assert.InRange(_store.Usage.Stored, 1, 2 * (330 + 372 + 1_442));
    }

    [Fact]
    public void Add_MoreThanTheLimit_ForgetsTheOldestAndCounts()
    {
        var store = new MetricStore(new TelemetryLimits { MaxMetricValues = 2_000 }, _time);
        for (var second = 0; second < 3_000; second++)
        {
            store.Add(_web1, s_counter, [], new NumberPoint(Millis(Start), Now, second));
            store.Add(_web2, s_gauge, [], new NumberPoint(0, Now, second));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(store.Usage.Stored, 1_000, 2_000);
        Assert.InRange(store.Usage.Dropped, 1, 20_000);
        var points = MetricReader.Chart(store, new SeriesQuery("Tests", "requests"), Window())!.Series[0].Points;
        Assert.Equal(1, points[^2].Value!.Value, 6);
    }

    [Fact]
    public void Add_TooManySeries_IsRefusedUntilOneIsStale()
    {
        var store = new MetricStore(new TelemetryLimits { MaxSeriesOfInstrument = 2 }, _time);
        Assert.True(AddOf("a"));
        Assert.True(AddOf("b"));
        Assert.False(AddOf("c"));
        Assert.True(AddOf("a"));

        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(AddOf("b"));
        Assert.True(AddOf("c"));
        Assert.False(AddOf("a"));

        bool AddOf(string name) => store.Add(_web1, s_counter, Attributes(("name", name)), new NumberPoint(0, Now, 1));
    }

    [Fact]
    public void Add_OtherTypeOfTheSameName_IsRefused()
    {
        Add(s_counter, _web1, 1);

        Assert.False(_store.Add(_web1, s_counter with { Type = InstrumentType.Gauge }, [], new NumberPoint(0, Now, 1)));
    }

    private static long Millis(DateTime time) => new DateTimeOffset(time).ToUnixTimeMilliseconds();

    private void Each(int seconds, Action<int> report)
    {
        for (var second = 0; second < seconds; second++)
        {
            report(second);
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private void Add(InstrumentInfo info, TelemetryResource resource, double value, long? time = null, DateTime? start = null, bool isDelta = false, TelemetryAttribute[]? attributes = null) =>
        Assert.True(_store.Add(resource, info, attributes ?? [], new NumberPoint(Millis(start ?? Start), time ?? Now, value, isDelta)));

    private void Add(TelemetryResource resource, double count, double sum, double[] buckets, DateTime? start = null) =>
        Assert.True(_store.Add(resource, s_histogram, [], new HistogramPoint(Millis(start ?? Start), Now, new(count, sum, buckets), [1, 2])));

    private TimeWindow Window() => TimeWindow.Of(5, _time.GetUtcNow());

    private IReadOnlyList<PointView> Points(InstrumentInfo info, Func<SeriesQuery, SeriesQuery>? ask = null)
    {
        var query = new SeriesQuery(info.Meter, info.Name);
        return Assert.Single(MetricReader.Chart(_store, ask is null ? query : ask(query), Window())!.Series).Points;
    }

    private double?[] Values(InstrumentInfo info, int last, Func<SeriesQuery, SeriesQuery>? ask = null) => [.. Points(info, ask).TakeLast(last).Select(point => point.Value)];
}
