using System.Net.ServerSentEvents;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Foobar.Tests.Hosting.Dashboard;

public sealed class ConsoleLogTests
{
    private const string Stream = "/api/resources/thing/console/stream";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_LinesBeforeAndAfter_DeliversBacklogThenEachNewLine()
    {
        await using var dashboard = await StartAsync();
        Write(dashboard, "first");
        Write(dashboard, "second");
        var texts = new List<string>();

        await foreach (var item in dashboard.ListenAsync(Stream))
        {
            texts.AddRange(Texts(item));
            if (texts.Count == 2)
            {
                Write(dashboard, "third");
            }
            else if (texts.Count == 3)
            {
                break;
            }
        }

        Assert.Equal(["first", "second", "third"], texts);
    }

    [Fact]
    public async Task Stream_ConnectedAnew_GoesOnAfterTheLastLine()
    {
        await using var dashboard = await StartAsync();
        Write(dashboard, "first");
        var position = (await dashboard.ListenAsync(Stream).FirstAsync(Cancellation)).EventId!;
        Write(dashboard, "second");

        var next = await dashboard.ListenAsync($"{Stream}?after={position}").FirstAsync(Cancellation);

        Assert.Equal(["second"], Texts(next));
    }

    [Fact]
    public async Task Stream_PositionOfAnotherRun_BeginsAtTheBeginning()
    {
        await using var dashboard = await StartAsync();
        Write(dashboard, "first");

        var item = await dashboard.ListenAsync($"{Stream}?after=another:7").FirstAsync(Cancellation);

        Assert.Equal(["first"], Texts(item));
    }

    [Fact]
    public async Task Stream_LongBacklog_ComesInSeveralMessagesWithoutGap()
    {
        await using var dashboard = await StartAsync();
        for (var i = 1; i <= 2_500; i++)
        {
            Write(dashboard, $"line {i}");
        }

        var numbers = new List<int>();
        await foreach (var item in dashboard.ListenAsync(Stream))
        {
            Assert.True(item.Data.GetArrayLength() <= 1_000);
            numbers.AddRange(item.Data.EnumerateArray().Select(line => line.GetProperty("number").GetInt32()));
            if (numbers.Count >= 2_500)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(1, 2_500), numbers);
    }

    [Fact]
    public async Task Download_Always_IsAFileOfAllLines()
    {
        await using var dashboard = await StartAsync();
        Write(dashboard, "first");
        Write(dashboard, "second");

        using var response = await dashboard.Client.GetAsync("/api/resources/thing/console/download", Cancellation);

        Assert.Equal("thing.log", response.Content.Headers.ContentDisposition?.FileName);
        Assert.Matches("^[^ ]+Z first\n[^ ]+Z second\n$", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task StreamOfAll_SeveralResources_SaysWhoseEachLineIsInTheOrderOfTime()
    {
        await using var dashboard = await StartSeveralAsync();
        Write(dashboard, "first", "one");
        await Task.Delay(5, Cancellation);
        Write(dashboard, "second", "two");
        await Task.Delay(5, Cancellation);
        Write(dashboard, "third", "one");
        var lines = new List<(string?, string)>();

        await foreach (var item in dashboard.ListenAsync("/api/console/stream"))
        {
            lines.AddRange(item.Data.EnumerateArray().Select(line => line.GetProperty("resource").GetString()).Zip(Texts(item)));
            if (lines.Count >= 3)
            {
                break;
            }
        }

        Assert.Equal([("one", "first"), ("two", "second"), ("one", "third")], lines);
    }

    [Fact]
    public async Task StreamOfAll_ConnectedAnew_IsKnownAsAnother()
    {
        await using var dashboard = await StartSeveralAsync();
        Write(dashboard, "first", "one");

        var before = await dashboard.ListenAsync("/api/console/stream").FirstAsync(Cancellation);
        var after = await dashboard.ListenAsync($"/api/console/stream?after={before.EventId}").FirstAsync(Cancellation);

        Assert.NotEqual(before.EventId, after.EventId);
        Assert.Equal(["first"], Texts(after));
    }

    [Fact]
    public async Task DownloadOfAll_Always_NamesTheResourceOfEachLine()
    {
        await using var dashboard = await StartSeveralAsync();
        Write(dashboard, "first", "one");
        await Task.Delay(5, Cancellation);
        Write(dashboard, "second", "two");

        var text = await dashboard.Client.GetStringAsync("/api/console/download", Cancellation);

        Assert.Matches("^one [^ ]+Z first\ntwo [^ ]+Z second\n$", text);
    }

    private static Task<TestDashboard> StartSeveralAsync() => TestDashboard.StartSignedInAsync(builder =>
    {
        builder.AddResource(new TestDashboard.Thing("one"));
        builder.AddResource(new TestDashboard.Thing("two"));
    });

    private static Task<TestDashboard> StartAsync() => TestDashboard.StartSignedInAsync(builder => builder.AddResource(new TestDashboard.Thing("thing")));

    private static void Write(TestDashboard dashboard, string text, string resource = "thing") =>
        dashboard.App.Services.GetRequiredService<ResourceLoggerService>().GetLog(resource).Write(text, isError: false);

    private static IEnumerable<string> Texts(SseItem<JsonElement> item) =>
        item.Data.EnumerateArray().Select(line => line.GetProperty("text").GetString()!.Split(' ', 2)[1]);
}
