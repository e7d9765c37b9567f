using Foobar.Hosting.Dashboard.Telemetry;
using Foobar.Hosting.Dashboard.Telemetry.Filters;
using Foobar.Hosting.Dashboard.Telemetry.Logs;
using Microsoft.Extensions.Logging;
using static Foobar.Tests.Hosting.Dashboard.Telemetry.TelemetrySamples;

namespace Foobar.Tests.Hosting.Dashboard.Telemetry.Logs;

public sealed class LogStoreTests
{
    private readonly LogStore _store = new(new TelemetryLimits { MaxLogCount = 100 });

    [Fact]
    public void Add_MoreThanCapacity_DropsTheOldestAndCounts()
    {
        _store.Add([.. Enumerable.Range(1, 250).Select(i => Log($"{i}"))]);

        var page = LogReader.Page(_store, new LogQuery { Limit = 1_000 });
        Assert.Equal(100, page.Items.Count);
        Assert.Equal("151", page.Items[0].Message);
        Assert.Equal(151, page.Items[0].Id);
        Assert.Equal("250", page.Items[^1].Message);
        Assert.Equal(new LimitView(100, 100, 150), _store.Usage);
        Assert.Null(_store.Find(150));
        Assert.Equal("151", _store.Find(151)!.Message);
    }

    [Fact]
    public async Task Add_FromManyThreads_LosesNothingAndNumbersWithoutGap()
    {
        var store = new LogStore(new TelemetryLimits { MaxLogCount = 10_000 });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                store.Add([Log($"{thread}/{i}")]);
            }
        })));

        var entries = store.Read();
        Assert.Equal(Enumerable.Range(1, 8_000).Select(i => (long)i), entries.Select(entry => entry.Id));
        Assert.Equal(8_000, entries.Select(entry => entry.Message).Distinct().Count());
    }

    [Fact]
    public void Page_Before_GoesBackPageByPage()
    {
        _store.Add([.. Enumerable.Range(1, 25).Select(i => Log($"{i}"))]);

        var newest = LogReader.Page(_store, new LogQuery { Limit = 10 });
        var older = LogReader.Page(_store, new LogQuery { Limit = 10, Before = newest.Items[0].Id });
        var oldest = LogReader.Page(_store, new LogQuery { Limit = 10, Before = older.Items[0].Id });

        Assert.Equal([16, 6, 1], new[] { newest, older, oldest }.Select(page => page.Items[0].Id));
        Assert.Equal([true, true, false], new[] { newest, older, oldest }.Select(page => page.More));
        Assert.All([newest, older, oldest], page => Assert.Equal(25, page.Total));
    }

    [Fact]
    public void Batch_MoreThanFit_SendsTheNewestAndSaysHowManyAreMissing()
    {
        _store.Add([.. Enumerable.Range(1, 60).Select(i => Log($"{i}", i % 2 == 0 ? LogLevel.Error : LogLevel.Debug))]);

        var batch = LogReader.Batch(_store, new LogQuery { Level = LogLevel.Warning }, after: 20, limit: 5);

        Assert.Equal([52, 54, 56, 58, 60], batch.Items.Select(item => item.Id));
        Assert.Equal(15, batch.Skipped);
        Assert.Equal(30, batch.Total);
    }

    [Theory]
    [InlineData("status:eq:200", "ok")]
    [InlineData("status:ne:200", "failed,plain")]
    [InlineData("path:contains:/LINK", "ok,failed")]
    [InlineData("path:notContains:/link", "plain")]
    [InlineData("level:eq:error", "failed")]
    [InlineData("resource:eq:web-2", "plain")]
    [InlineData("exception.type:eq:System.Exception", "failed")]
    [InlineData("message:contains:pl", "plain")]
    public void Page_Filter_FindsByAttributeOrField(string filter, string expected)
    {
        _store.Add(
        [
            Log("ok", attributes: [("status", "200"), ("path", "/links/1")]),
            Log("failed", LogLevel.Error, attributes: [("status", "500"), ("path", "/links/2"), ("exception.type", "System.Exception")]),
            Log("plain", resource: Resource("web-2")),
        ]);

        var page = LogReader.Page(_store, new LogQuery { Filters = [AttributeFilter.Parse(filter)] });

        Assert.Equal(expected.Split(','), page.Items.Select(item => item.Message));
    }

    [Theory]
    [InlineData("a:eq:b", "a", FilterOperator.Equal, "b")]
    [InlineData("url.full:contains:http://x:1/", "url.full", FilterOperator.Contains, "http://x:1/")]
    [InlineData("a:b:ne:", "a:b", FilterOperator.NotEqual, "")]
    internal void ParseFilter_Text_TellsNameFromValueByTheOperator(string text, string name, FilterOperator op, string value) =>
        Assert.Equal(new AttributeFilter(name, op, value), AttributeFilter.Parse(text));

    [Theory]
    [InlineData("a")]
    [InlineData("a:b")]
    [InlineData("a:is:b")]
    [InlineData("eq:b")]
    public void ParseFilter_NoOperator_IsRefused(string text) => Assert.Contains(text, Assert.Throws<QueryException>(() => AttributeFilter.Parse(text)).Message);
}
