using System.Net;
using System.Text.Json;
using Foobar.Hosting.Dashboard.Telemetry;
using Foobar.Hosting.Dashboard.Telemetry.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static Foobar.Tests.Hosting.Dashboard.Telemetry.TelemetrySamples;

namespace Foobar.Tests.Hosting.Dashboard.Telemetry;

/// <summary>What a browser gets.</summary>
public sealed class TelemetryApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logs_AreAnsweredAsPagesDetailsAndNames()
    {
        await using var dashboard = await TestDashboard.StartSignedInAsync();
        var store = Store(dashboard);
        store.Logs.Add([Log("one"), Log("two", LogLevel.Error, attributes: [("exception.type", "E"), ("exception.message", "m"), ("OrderId", "7")]) with { TraceId = new(255), SpanId = new(16) }]);

        var page = await GetAsync(dashboard, "/api/logs?level=Warning");
        var details = await GetAsync(dashboard, "/api/logs/2");

        Assert.Equal(1, page.GetProperty("total").GetInt32());
        Assert.False(page.GetProperty("more").GetBoolean());
        var item = Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.Equal("""{"id":2,"time":"2026-03-04T05:06:07Z","level":"Error","resource":"web-1","category":"Tests","message":"two","traceId":"000000000000000000000000000000ff","spanId":"0000000000000010","exceptionType":"E","eventName":null}""", item.GetRawText());
        Assert.Equal("""{"type":"E","message":"m","stackTrace":null}""", details.GetProperty("exception").GetRawText());
        Assert.Equal("""{"key":"OrderId","value":"7"}""", details.GetProperty("attributes")[0].GetRawText());
        Assert.Equal(["OrderId", "exception.message", "exception.type"], (await GetAsync(dashboard, "/api/logs/attributes")).EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task LogStream_NewRecords_ComeOnceAndGoOnAfterAnId()
    {
        await using var dashboard = await TestDashboard.StartSignedInAsync();
        var store = Store(dashboard);
        store.Logs.Add([Log("one"), Log("two")]);

        await using var stream = dashboard.ListenAsync("/api/logs/stream?after=1").GetAsyncEnumerator(Cancellation);
        Assert.True(await stream.MoveNextAsync());
        Assert.Equal(("logs", "2"), (stream.Current.EventType, stream.Current.EventId));
        Assert.Equal(["two"], Messages(stream.Current.Data));

        store.Logs.Add([Log("three")]);
        Assert.True(await stream.MoveNextAsync());
        Assert.Equal(["three"], Messages(stream.Current.Data));
        Assert.Equal(3, stream.Current.Data.GetProperty("total").GetInt32());

        static IEnumerable<string?> Messages(JsonElement batch) => batch.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Traces_AreAnsweredAsPageStreamAndDetails()
    {
        await using var dashboard = await TestDashboard.StartSignedInAsync();
        var store = Store(dashboard);
        store.Traces.Add([Span(1, end: 10), Span(2, parent: 1, start: 2, end: 5)]);
        store.Logs.Add([Log("in span") with { TraceId = new(1), SpanId = new(2) }]);
        var id = new TraceId(1).ToString();

        var page = await GetAsync(dashboard, "/api/traces?text=span 2");
        var details = await GetAsync(dashboard, $"/api/traces/{id}");
        await using var stream = dashboard.ListenAsync("/api/traces/stream").GetAsyncEnumerator(Cancellation);

        Assert.Equal(
            $$"""{"traceId":"{{id}}","sequence":1,"name":"web-1: span 1","time":"2026-03-04T05:06:07Z","duration":10,"spans":2,"errors":0,"resources":[{"name":"web-1","spans":2,"errors":0}]}""",
            Assert.Single(page.GetProperty("items").EnumerateArray()).GetRawText());
        Assert.Equal(1, details.GetProperty("logs").GetInt32());
        Assert.Equal(
            """{"spanId":"0000000000000002","parentId":"0000000000000001","name":"span 2","kind":"Internal","resource":"web-1","scope":"Tests","start":2,"duration":3,"status":"Unset","statusMessage":null,"peer":null,"attributes":[],"events":[],"links":[],"logs":1}""",
            details.GetProperty("items")[1].GetRawText());
        Assert.True(await stream.MoveNextAsync());
        Assert.Equal("traces", stream.Current.EventType);
        Assert.Equal(id, stream.Current.Data.GetProperty("items")[0].GetProperty("traceId").GetString());
    }

    [Fact]
    public async Task Metrics_AreAnsweredAsListAndSeries()
    {
        await using var dashboard = await TestDashboard.StartSignedInAsync();
        var (store, now) = (Store(dashboard), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        var info = new InstrumentInfo("Tests", "lag", "Behind.", "s", InstrumentType.Gauge);
        store.Metrics.Add(Resource(), info, Attributes(("node", "mysql-2")), new NumberPoint(0, now - 4_000, 1.5));
        store.Metrics.Add(Resource(), info, Attributes(("node", "mysql-2")), new NumberPoint(0, now, 1.5));

        var list = await GetAsync(dashboard, "/api/metrics?resource=web-1");
        var chart = await GetAsync(dashboard, "/api/metrics/series?meter=Tests&name=lag&groupBy=node&minutes=1");

        Assert.Equal("""[{"meter":"Tests","name":"lag","description":"Behind.","unit":"s","type":"Gauge","resources":["web-1"]}]""", list.GetRawText());
        Assert.Equal("""[{"key":"node","values":["mysql-2"]}]""", chart.GetProperty("dimensions").GetRawText());
        var series = Assert.Single(chart.GetProperty("series").EnumerateArray());
        Assert.Equal("""[{"key":"node","value":"mysql-2"}]""", series.GetProperty("attributes").GetRawText());
        Assert.Equal(60, series.GetProperty("points").GetArrayLength());
        Assert.Contains(series.GetProperty("points").EnumerateArray(), point => point.GetProperty("value").ValueKind == JsonValueKind.Number);
        Assert.Contains(series.GetProperty("points").EnumerateArray(), point => point.GetProperty("value").ValueKind == JsonValueKind.Null);
        Assert.Empty((await GetAsync(dashboard, "/api/metrics?resource=other")).EnumerateArray());
    }

    [Fact]
    public async Task Overview_Nothing_HasEmptyPointsAndComesEachSecond()
    {
        await using var dashboard = await TestDashboard.StartSignedInAsync();

        var overview = await GetAsync(dashboard, "/api/overview?minutes=1");
        await using var stream = dashboard.ListenAsync("/api/overview/stream").GetAsyncEnumerator(Cancellation);

        Assert.Equal(60, overview.GetProperty("traffic").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, overview.GetProperty("traffic")[59].GetProperty("requests").ValueKind);
        Assert.Empty(overview.GetProperty("servers").EnumerateArray());
        Assert.Equal("""{"primary":null,"replica":null,"term":null,"state":null,"lastFailover":null}""", overview.GetProperty("database").GetRawText());
        Assert.True(await stream.MoveNextAsync());
        Assert.Equal("overview", stream.Current.EventType);
        Assert.Equal(1, stream.Current.Data.GetProperty("traffic").GetArrayLength());
    }

    [Fact]
    public async Task Telemetry_SaysWhoSendsAndWhatIsKept()
    {
        await using var dashboard = await TestDashboard.StartSignedInAsync();
        var store = Store(dashboard);
        store.Resources.GetOrAdd(Attributes(("service.name", "shop"), ("service.instance.id", "0123456789abcdef")));
        store.CountRejected(3);

        var telemetry = await GetAsync(dashboard, "/api/telemetry");

        Assert.Equal(3, telemetry.GetProperty("rejected").GetInt32());
        Assert.Equal("shop-01234567", telemetry.GetProperty("resources")[0].GetProperty("name").GetString());
        Assert.Equal("""{"stored":0,"capacity":10000,"dropped":0}""", telemetry.GetProperty("limits").GetProperty("logs").GetRawText());
    }

    [Theory]
    [InlineData("/api/logs?level=loud", "level")]
    [InlineData("/api/logs?filter=a", "name:op:value")]
    [InlineData("/api/logs?limit=many", "limit")]
    [InlineData("/api/logs/stream?after=x", "after")]
    [InlineData("/api/traces?minDuration=long", "minDuration")]
    [InlineData("/api/traces?errors=2", "errors")]
    [InlineData("/api/metrics/series?name=a", "meter")]
    [InlineData("/api/overview?minutes=x", "minutes")]
    public async Task Query_NotUnderstood_Is400ThatSaysWhich(string path, string named)
    {
        await using var dashboard = await TestDashboard.StartSignedInAsync();

        using var response = await dashboard.Client.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(named, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("/api/logs/1")]
    [InlineData("/api/traces/1")]
    [InlineData("/api/traces/00000000000000000000000000000001")]
    [InlineData("/api/metrics/series?meter=a&name=b")]
    public async Task Unknown_Is404WithProblemDetails(string path)
    {
        await using var dashboard = await TestDashboard.StartSignedInAsync();

        using var response = await dashboard.Client.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private static TelemetryStore Store(TestDashboard dashboard) => dashboard.App.Services.GetRequiredService<TelemetryStore>();

    private static async Task<JsonElement> GetAsync(TestDashboard dashboard, string path) =>
        JsonSerializer.Deserialize<JsonElement>(await dashboard.Client.GetStringAsync(path, Cancellation));
}
