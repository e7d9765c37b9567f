using System.Text.Json;
using Foobar.Tests.Gateway.Management;

namespace Foobar.Tests.Gateway.Status;

public sealed class StatusJsonTests
{
    // What docs/gateway-management.md promises.
    private static readonly Dictionary<string, string[]> s_shape = new()
    {
        [""] = ["instance", "version", "now", "startedAt", "uptimeSeconds", "configuration", "connections", "requests", "clusters"],
        ["configuration"] = ["loadedAt", "problem", "overridesFile", "hasOverrides", "commandObstacle"],
        ["connections"] = ["current", "total"],
        ["requests"] = ["active", "perSecond", "total", "byStatus"],
        ["requests/byStatus"] = ["1xx", "2xx", "3xx", "4xx", "5xx"],
        ["clusters/0"] = ["id", "loadBalancingPolicy", "available", "destinations"],
        ["clusters/0/destinations/0"] =
        [
            "id", "address", "state", "since", "weight", "currentWeight", "priority", "isConfigured",
            "check", "requests", "errors", "retries", "latency", "ejections",
        ],
        ["clusters/0/destinations/0/check"] = ["at", "isGood", "inARow", "result"],
        ["clusters/0/destinations/0/requests"] = ["active", "perSecond", "total"],
        ["clusters/0/destinations/0/errors"] = ["notConnected", "failed", "clientAborted"],
        ["clusters/0/destinations/0/latency"] = ["windowSeconds", "requests", "p50Seconds", "p90Seconds", "p99Seconds"],
        ["clusters/0/destinations/0/ejections"] = ["total", "until", "reason"],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Status_EveryName_IsAsDocumented()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await ManagedGateway.StartAsync(
            web.Address, web.Address, overrides: null, ("ReverseProxy:Clusters:web:HealthCheck:Active:Enabled", "true"));

        // The first probes may come after the start.
        var status = await UntilAsync(gateway, status => Destination(status, 0).GetProperty("check").ValueKind == JsonValueKind.Object);

        foreach (var (path, names) in s_shape)
        {
            Assert.Equal(names, Find(status, path).EnumerateObject().Select(property => property.Name));
        }
    }

    [Fact]
    public async Task Status_AfterRequests_CountsThem()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await ManagedGateway.StartAsync(web.Address, GatewayServer.Refusing);
        for (var i = 0; i < 4; i++)
        {
            await gateway.Site.GetStringAsync("/", Cancellation);
        }

        var status = await UntilAsync(gateway, status => Destination(status, 0).GetProperty("latency").GetProperty("requests").GetInt64() == 4);

        Assert.Equal(4, status.GetProperty("requests").GetProperty("total").GetInt64());
        Assert.Equal(4, status.GetProperty("requests").GetProperty("byStatus").GetProperty("2xx").GetInt64());
        Assert.Equal(1, status.GetProperty("connections").GetProperty("total").GetInt64());
        Assert.Equal(1, status.GetProperty("clusters")[0].GetProperty("available").GetInt32());
        var (good, bad) = (Destination(status, 0), Destination(status, 1));
        Assert.Equal("up", good.GetProperty("state").GetString());
        Assert.Equal(4, good.GetProperty("requests").GetProperty("total").GetInt64());
        Assert.Equal(1, good.GetProperty("retries").GetInt64());
        Assert.InRange(good.GetProperty("latency").GetProperty("p50Seconds").GetDouble(), 1e-6, good.GetProperty("latency").GetProperty("p99Seconds").GetDouble());
        Assert.Equal("ejected", bad.GetProperty("state").GetString());
        Assert.Equal(1, bad.GetProperty("errors").GetProperty("notConnected").GetInt64());
        Assert.Equal(1, bad.GetProperty("ejections").GetProperty("total").GetInt64());
        Assert.Equal("no connection could be made", bad.GetProperty("ejections").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Status_OwnRequests_AreNotCounted()
    {
        await using var gateway = await ManagedGateway.StartAsync(GatewayServer.Refusing, GatewayServer.Refusing);
        await gateway.StatusAsync(Cancellation);
        using var probe = await gateway.Site.GetAsync("/health", Cancellation);

        var status = await gateway.StatusAsync(Cancellation);

        Assert.Equal(0, status.GetProperty("requests").GetProperty("total").GetInt64());
        Assert.Equal(1, status.GetProperty("connections").GetProperty("total").GetInt64());
    }

    private static JsonElement Destination(JsonElement status, int index) => Find(status, $"clusters/0/destinations/{index}");

    private static JsonElement Find(JsonElement status, string path)
    {
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            status = int.TryParse(step, out var index) ? status[index] : status.GetProperty(step);
        }

        return status;
    }

    private static async Task<JsonElement> UntilAsync(ManagedGateway gateway, Func<JsonElement, bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            var status = await gateway.StatusAsync(limit.Token);
            if (condition(status))
            {
                return status;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }
}
