using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Foobar.Tests.Gateway.Discovery.Dns;

/// <summary>The gateway before servers that come and go by the DNS alone.</summary>
public sealed class DnsScalingTests : IAsyncDisposable
{
    private readonly TestDnsServer _dns = new();
    private readonly ConcurrentQueue<string> _slow = new();
    private readonly int _port = FreePort.Find();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        _dns.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Servers_ScaledUpAndDownUnderLoad_NoRequestFails()
    {
        _dns.Set("web", "127.0.0.1");
        var end = new TaskCompletionSource();
        await using var first = await StartServerAsync("127.0.0.1", end.Task);
        await using var gateway = await StartGatewayAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var load = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RequestUntilAsync(gateway, stop.Token)));
        await WaitForAsync(() => first.Requests > 50);

        await using var second = await StartServerAsync("127.0.0.2", end.Task);
        _dns.Set("web", "127.0.0.1", "127.0.0.2");
        await WaitForAsync(() => second.Requests > 50);
        Assert.Equal([Name("127.0.0.1"), Name("127.0.0.2")], Destinations(gateway));

        // One at least is under way in the second server when that leaves.
        var slow = new List<Task<string>>();
        while (!_slow.Contains("127.0.0.2"))
        {
            var sofar = _slow.Count;
            slow.Add(gateway.Client.GetStringAsync("/slow", Token));
            await WaitForAsync(() => _slow.Count > sofar);
        }
        _dns.Set("web", "127.0.0.1");
        await WaitForAsync(() => Destinations(gateway).SequenceEqual([Name("127.0.0.1")]));
        end.SetResult();
        var answers = await Task.WhenAll(slow);
        await second.DisposeAsync();
        var before = first.Requests;
        await WaitForAsync(() => first.Requests > before + 50);
        await stop.CancelAsync();

        Assert.Equal(_slow, answers);
        Assert.Empty((await load).SelectMany(failures => failures));
    }

    [Fact]
    public async Task Start_NameWithoutAddresses_Answers503UntilItHasSome()
    {
        await using var gateway = await StartGatewayAsync();
        using (var refused = await gateway.Client.GetAsync("/", Token))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        }
        using var health = await gateway.Client.GetAsync("/health", Token);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Contains("\"discovery\":{\"status\":\"Degraded\"", await health.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        await using var server = await StartServerAsync("127.0.0.1", Task.CompletedTask);
        _dns.Set("web", "127.0.0.1");
        await WaitForAsync(() => Destinations(gateway).Any());

        Assert.Equal("127.0.0.1", await gateway.Client.GetStringAsync("/", Token));
    }

    private Task<Backend> StartServerAsync(string address, Task slow) => Backend.StartAsync(
        async context =>
        {
            if (context.Request.Path == "/slow")
            {
                _slow.Enqueue(address);
                await slow;
            }
            await context.Response.WriteAsync(address);
        },
        url: string.Create(CultureInfo.InvariantCulture, $"http://{address}:{_port}"));

    private Task<GatewayServer> StartGatewayAsync() => GatewayServer.StartAsync(
        "", "",
        activeHealthChecks: true,
        settings:
        [
            ("services:web-1:http:0", null),
            ("services:web-2:http:0", null),
            ("ReverseProxy:Clusters:web:Destinations:web-1:Address", string.Create(CultureInfo.InvariantCulture, $"http://web:{_port}")),
            ("ReverseProxy:Clusters:web:Destinations:web-2:Address", "http://nobody:8080"),
            ("Gateway:Discovery:Dns:Enabled", "true"),
            ("Gateway:Discovery:Dns:Refresh", "00:00:00.100"),
            ("Gateway:Discovery:Dns:Servers:0", _dns.Address),
        ]);

    private string Name(string address) => string.Create(CultureInfo.InvariantCulture, $"web-1[{address}:{_port}]");

    private static IEnumerable<string> Destinations(GatewayServer gateway) =>
        gateway.Destinations.Select(destination => destination.Id).Order(StringComparer.Ordinal);

    private static async Task<List<string>> RequestUntilAsync(GatewayServer gateway, CancellationToken stop)
    {
        var failures = new List<string>();
        while (!stop.IsCancellationRequested)
        {
            using var response = await gateway.Client.GetAsync("/", Token);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                failures.Add($"{response.StatusCode}: {await response.Content.ReadAsStringAsync(Token)}");
            }
        }
        return failures;
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(10, Token);
        }
    }
}
