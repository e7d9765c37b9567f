using System.Text.Json;
using Foobar.Tests.Browsers;

namespace Foobar.Tests.Hosting.Dashboard.Browser;

/// <summary>The dashboard's modules that decide something, in the browser that they are written for.</summary>
public sealed class ModuleTests(BrowserFixture browser, EmptyDashboard dashboard) : IClassFixture<BrowserFixture>, IClassFixture<EmptyDashboard>
{
    [Theory]
    // Charts: round ticks.
    [InlineData("charts/scale.js", "m.valueTicks(0, 9, 4)", "[0,5,10]")]
    [InlineData("charts/scale.js", "m.valueTicks(-3, 9, 4)", "[-5,0,5,10]")]
    [InlineData("charts/scale.js", "m.valueTicks(0, 0, 3)", "[0,0.5,1]")]
    [InlineData("charts/scale.js", "m.timeTicks(1500, 10500, 5)", "[5000,10000]")]
    [InlineData("charts/scale.js", "m.nearest([10, 20, 30], 26)", "2")]
    [InlineData("charts/scale.js", "m.nearest([10, 20, 30], 24)", "1")]
    [InlineData("charts/scale.js", "m.nearest([], 24)", "-1")]
    // Charts: a missing value interrupts a line.
    [InlineData("charts/lines.js", "m.linePath([[0, 1], [1, 2], [2, null], [3, 4]], (x) => x, (y) => y)", "\"M0 1h0L1 2M3 4h0\"")]
    [InlineData("charts/lines.js", "m.stack([{ points: [[0, 1], [1, 2]] }, { points: [[0, 3], [1, null]] }])", "[{\"points\":[[0,1,0],[1,2,0]]},{\"points\":[[0,4,1],[1,2,2]]}]")]
    // Filters: names and values may have colons.
    [InlineData("telemetry/filters.js", "m.parseFilter('a:b:eq:c:d')", "{\"name\":\"a:b\",\"operator\":\"eq\",\"value\":\"c:d\"}")]
    [InlineData("telemetry/filters.js", "m.describeFilter('url.path:notContains:/health')", "\"url.path does not contain /health\"")]
    // Numbers.
    [InlineData("core/format.js", "[0.0004, 0.5, 12.345, 1500, 75000].map(m.formatMilliseconds)", "[\"0.4 µs\",\"500 µs\",\"12.3 ms\",\"1.5 s\",\"1 min 15 s\"]")]
    [InlineData("core/format.js", "[m.formatMeasure(0.25, 's'), m.formatMeasure(2097152, 'By'), m.formatMeasure(3, '{request}'), m.formatMeasure(12345, '1')]", "[\"250 ms\",\"2 MiB\",\"3 request\",\"12,345\"]")]
    // Links in console lines end before the full stop.
    [InlineData("core/links.js", "m.withLinks('at http://localhost:1/a?b=c. Done')[1].props.href", "\"http://localhost:1/a?b=c\"")]
    [InlineData("core/links.js", "m.withLinks('none here')", "\"none here\"")]
    public async Task Function_Input_GivesResult(string module, string expression, string expected)
    {
        await using var page = await browser.OpenDashboardAsync(dashboard.LoginUrl);

        var actual = await page.EvaluateModuleAsync<string>(module, $"JSON.stringify({expression})");

        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task ToRows_Collapsed_HidesAllBelow()
    {
        await using var page = await browser.OpenDashboardAsync(dashboard.LoginUrl);

        var rows = await page.EvaluateModuleAsync<string>("traces/tree.js", $"m.toRows({Spans}, new Set(['b']), null).map((row) => `${{row.depth}}${{row.span.spanId}}`).join(' ')");

        Assert.Equal("0a 1b 1d", rows);
    }

    [Fact]
    public async Task ToRows_Matches_KeepTheirAncestors()
    {
        await using var page = await browser.OpenDashboardAsync(dashboard.LoginUrl);

        var rows = await page.EvaluateModuleAsync<string>("traces/tree.js", $"m.toRows({Spans}, new Set(), new Set(['c'])).map((row) => row.span.spanId + row.isMatch).join(' ')");

        Assert.Equal("afalse bfalse ctrue", rows);
    }

    [Fact]
    public async Task LayOut_CircleAndChain_PlacesEachOnceAndDownwards()
    {
        await using var page = await browser.OpenDashboardAsync(dashboard.LoginUrl);

        var places = await page.EvaluateModuleAsync<JsonElement>(
            "resources/graph/layout.js",
            "Object.fromEntries([...m.layOut(['a', 'b', 'c', 'd'], [{ from: 'a', to: 'b' }, { from: 'b', to: 'c' }, { from: 'c', to: 'b' }, { from: 'a', to: 'c' }]).places].map(([name, { y }]) => [name, y]))");

        double Y(string name) => places.GetProperty(name).GetDouble();
        Assert.True(Y("a") < Y("b") && Y("b") < Y("c"));
        Assert.Equal(Y("a"), Y("d"));
    }

    private const string Spans = "[{ spanId: 'a', parentId: null }, { spanId: 'b', parentId: 'a' }, { spanId: 'c', parentId: 'b' }, { spanId: 'd', parentId: 'a' }]";
}
