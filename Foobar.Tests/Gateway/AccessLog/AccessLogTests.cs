using System.Net.Sockets;
using System.Text;
using Foobar.Gateway.AccessLog;
using Microsoft.AspNetCore.Http;

namespace Foobar.Tests.Gateway.AccessLog;

public sealed class AccessLogTests : IDisposable
{
    private readonly LogRecorder _log = new(AccessLogger.Category);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_Request_IsALineOfTheDocumentedForm()
    {
        await using var web = await Backend.StartAsync(context => context.Response.WriteAsync("12345"));
        await using var gateway = await StartAsync(web.Address, "All");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/x?y=1");
        request.Headers.Host = "www.foobar.com";
        request.Headers.UserAgent.ParseAdd("test/1.0");

        using var response = await gateway.Client.SendAsync(request, Cancellation);
        await response.Content.ReadAsStringAsync(Cancellation);

        var entry = Assert.Single(await EntriesAsync(1));
        Assert.Matches(
            """^127\.0\.0\.1:\d+ \[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\] http:\d+ web/web-1 \d+\.\d/\d+\.\d/\d+\.\d 200 5 - 1 0 "www\.foobar\.com" "GET /x\?y=1 HTTP/1\.1" "test/1\.0" [0-9a-f]{32} ([0-9a-f]{32}|-)$""",
            entry.Line);
        Assert.Equal(200, entry.Attributes["StatusCode"]);
        Assert.Equal("web-1", entry.Attributes["Destination"]);
    }

    [Fact]
    public async Task All_RequestThatWasTriedAgain_SaysHowOften()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await StartAsync(GatewayServer.Refusing, "All", web.Address);

        await gateway.Client.GetStringAsync("/", Cancellation);

        var entry = Assert.Single(await EntriesAsync(1));
        Assert.Equal((2, "web-2", 200), (entry.Attributes["Tries"], entry.Attributes["Destination"], entry.Attributes["StatusCode"]));
    }

    [Fact]
    public async Task All_ClientThatForgesALine_StaysInItsOwn()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await StartAsync(web.Address, "All");
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Client.BaseAddress!.Host, gateway.Client.BaseAddress.Port, Cancellation);
        await using var stream = client.GetStream();

        await stream.WriteAsync("GET /%0D%0A HTTP/1.1\r\nHost: foobar.com\r\nUser-Agent: x\" 200\t\u00fc\r\nConnection: close\r\n\r\n"u8.ToArray(), Cancellation);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await reader.ReadToEndAsync(Cancellation);

        var entry = Assert.Single(await EntriesAsync(1));
        Assert.DoesNotContain('\n', entry.Line);
        Assert.Contains("\"GET /%0D%0A HTTP/1.1\"", entry.Line, StringComparison.Ordinal);
        Assert.Contains("\"x\\x22 200\\x09\\xFC\"", entry.Line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sampled", "0", 1)]
    [InlineData("Sampled", "1", 3)]
    [InlineData("Off", "1", 0)]
    public async Task Mode_SomeRequestsFail_DecidesWhatIsLogged(string mode, string rate, int expected)
    {
        await using var web = await Backend.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/fails" ? 500 : 200;
            return Task.CompletedTask;
        });
        await using var gateway = await StartAsync(web.Address, mode, settings: ("Gateway:AccessLog:SampleRate", rate));

        foreach (var path in (string[])["/", "/fails", "/"])
        {
            using var response = await gateway.Client.GetAsync(path, Cancellation);
        }

        // One that ended after these, so that what is logged of them is there.
        var entries = await EntriesAsync(expected);
        Assert.Equal(expected, entries.Count);
        Assert.Equal(expected > 0, entries.Any(entry => entry.Attributes["StatusCode"] is 500));
    }

    [Fact]
    public async Task Probes_AreNotLogged()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await StartAsync(web.Address, "All");

        await gateway.Client.GetStringAsync("/health", Cancellation);
        await gateway.Client.GetStringAsync("/site", Cancellation);

        Assert.Equal("/site", Assert.Single(await EntriesAsync(1)).Attributes["Target"]);
    }

    [Fact]
    public void IsPicked_Sampled_IsTheShareThatIsAskedFor()
    {
        var settings = new AccessLogSettings { Mode = AccessLogMode.Sampled, SampleRate = 0.25 };

        var picked = Enumerable.Range(0, 100_000).Count(_ => AccessLogMiddleware.IsPicked(settings));

        // Twelve standard deviations.
        Assert.InRange(picked, 23_400, 26_600);
    }

    [Theory]
    [InlineData(-0.1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(1.1, false)]
    public void Validate_SampleRate_IsAShare(double rate, bool expected) =>
        Assert.Equal(expected, !new AccessLogSettings { SampleRate = rate }.Validate().Any());

    public void Dispose() => _log.Dispose();

    private Task<GatewayServer> StartAsync(string web1, string mode, string? web2 = null, params (string Key, string? Value)[] settings) =>
        GatewayServer.StartAsync(web1, web2 ?? web1, logs: _log, settings: [("Gateway:AccessLog:Mode", mode), .. settings]);

    // The client may have its answer a moment before the gateway is done with it.
    private async Task<IReadOnlyCollection<LogRecorder.Entry>> EntriesAsync(int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (_log.Entries.Count < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token);
        }

        return _log.Entries;
    }
}
