using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Foobar.Tests.Gateway.Management.Commands;

public sealed class CommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Overrides => _folder.File("overrides.json");

    [Fact]
    public async Task Drain_ThenReady_DecidesWhoGetsRequests()
    {
        await using var web1 = await Backend.StartAsync("web-1");
        await using var web2 = await Backend.StartAsync("web-2");
        await using var gateway = await ManagedGateway.StartAsync(web1.Address, web2.Address, Overrides);
        Assert.Equal(["web-1", "web-2"], await gateway.AskAsync(4, Cancellation));

        using var drained = await gateway.PostAsync("/drain", new { cluster = "web", destination = "web-1" }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, drained.StatusCode);
        Assert.Equal(["web-2"], await gateway.AskAsync(6, Cancellation));

        using var ready = await gateway.PostAsync("/ready", new { cluster = "WEB", destination = "Web-1" }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(["web-1", "web-2"], await gateway.AskAsync(4, Cancellation));
    }

    [Fact]
    public async Task Weight_OfOneServer_DecidesItsShare()
    {
        await using var web1 = await Backend.StartAsync("web-1");
        await using var web2 = await Backend.StartAsync("web-2");
        await using var gateway = await ManagedGateway.StartAsync(web1.Address, web2.Address, Overrides);

        using var response = await gateway.PostAsync("/weight", new { cluster = "web", destination = "web-2", weight = 3 }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await gateway.AskAsync(20, Cancellation);

        Assert.Equal((5, 15), (web1.Requests, web2.Requests));
    }

    [Fact]
    public async Task Policy_ActivePassive_SendsAllToOne()
    {
        await using var web1 = await Backend.StartAsync("web-1");
        await using var web2 = await Backend.StartAsync("web-2");
        await using var gateway = await ManagedGateway.StartAsync(web1.Address, web2.Address, Overrides);

        using var response = await gateway.PostAsync("/policy", new { cluster = "web", policy = "ActivePassive" }, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["web-1"], await gateway.AskAsync(6, Cancellation));
    }

    [Fact]
    public async Task Reset_AfterChanges_LeavesTheConfigurationAsItIsInTheFiles()
    {
        await using var web1 = await Backend.StartAsync("web-1");
        await using var web2 = await Backend.StartAsync("web-2");
        await using var gateway = await ManagedGateway.StartAsync(web1.Address, web2.Address, Overrides);
        using var drained = await gateway.PostAsync("/drain", new { cluster = "web", destination = "web-1" }, Cancellation);
        Assert.True((await gateway.StatusAsync(Cancellation)).GetProperty("configuration").GetProperty("hasOverrides").GetBoolean());

        using var reset = await gateway.PostAsync("/reset", new { }, Cancellation);

        Assert.Equal("{}", await reset.Content.ReadAsStringAsync(Cancellation));
        Assert.False((await gateway.StatusAsync(Cancellation)).GetProperty("configuration").GetProperty("hasOverrides").GetBoolean());
        Assert.Equal(["web-1", "web-2"], await gateway.AskAsync(4, Cancellation));
    }

    [Fact]
    public async Task Command_ToOneOfTwoGateways_IsFollowedByBothAndOutlivesThem()
    {
        await using var web1 = await Backend.StartAsync("web-1");
        await using var web2 = await Backend.StartAsync("web-2");
        await using (var gateway = await ManagedGateway.StartAsync(web1.Address, web2.Address, Overrides))
        await using (var other = await ManagedGateway.StartAsync(web1.Address, web2.Address, Overrides))
        {
            using var drained = await gateway.PostAsync("/drain", new { cluster = "web", destination = "web-2" }, Cancellation);
            Assert.Equal(HttpStatusCode.OK, drained.StatusCode);

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            limit.CancelAfter(TimeSpan.FromSeconds(30));
            while ((await other.AskAsync(2, limit.Token)).Contains("web-2"))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
            }
        }

        await using var restarted = await ManagedGateway.StartAsync(web1.Address, web2.Address, Overrides);
        Assert.Equal(["web-1"], await restarted.AskAsync(4, Cancellation));
    }

    [Theory]
    [InlineData("/weight", """{"cluster":"web","destination":"web-1","weight":0}""", "1 to 256")]
    [InlineData("/weight", """{"cluster":"web","destination":"web-1","weight":257}""", "1 to 256")]
    [InlineData("/weight", """{"cluster":"web","destination":"web-1","weight":1.5}""", "$.weight")]
    [InlineData("/weight", """{"cluster":"web","destination":"web-1"}""", "weight is missing")]
    [InlineData("/policy", """{"cluster":"web","policy":"Best"}""", "RoundRobin")]
    [InlineData("/policy", """{"cluster":"nobody","policy":"Random"}""", "'nobody'")]
    [InlineData("/drain", """{"cluster":"web","destination":"web-3"}""", "'web-3'")]
    [InlineData("/drain", """{"cluster":"web","destination":""}""", "destination is missing")]
    [InlineData("/drain", """{"cluster":"web","destination":"web-1","for":"1h"}""", "$.for")]
    [InlineData("/drain", """{"cluster":""", "not a command")]
    public async Task Command_ThatIsWrong_IsRefusedAndChangesNothing(string path, string body, string expected)
    {
        await using var gateway = await ManagedGateway.StartAsync(GatewayServer.Refusing, GatewayServer.Refusing, Overrides);

        using var response = await gateway.Client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), Cancellation);

        Assert.Contains(expected, await Problem.DetailAsync(response, HttpStatusCode.BadRequest, Cancellation), StringComparison.Ordinal);
        Assert.False(File.Exists(Overrides));
    }

    [Fact]
    public async Task Command_WithoutAFileForIt_SaysWhatToSet()
    {
        await using var gateway = await ManagedGateway.StartAsync(GatewayServer.Refusing, GatewayServer.Refusing);

        using var response = await gateway.PostAsync("/drain", new { cluster = "web", destination = "web-1" }, Cancellation);

        Assert.Contains("Gateway:OverridesFile", await Problem.DetailAsync(response, HttpStatusCode.Conflict, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_ForOneOfSeveralDiscoveredEndpoints_NamesWhatToUse()
    {
        await using var web = await Backend.StartAsync("web");
        await using var other = await Backend.StartAsync("other");
        await using var gateway = await ManagedGateway.StartAsync(web.Address, web.Address, Overrides, ("services:web-1:http:1", other.Address));
        var destination = $"web-1[{new Uri(other.Address).Authority}]";
        var cluster = (await gateway.StatusAsync(Cancellation)).GetProperty("clusters")[0];
        Assert.False(cluster.GetProperty("destinations").EnumerateArray().Single(each => each.GetProperty("id").GetString() == destination)
            .GetProperty("isConfigured").GetBoolean());

        using var refused = await gateway.PostAsync("/drain", new { cluster = "web", destination }, Cancellation);
        Assert.Contains("'web-1'", await Problem.DetailAsync(refused, HttpStatusCode.Conflict, Cancellation), StringComparison.Ordinal);

        // The service itself stands for all its endpoints.
        using var drained = await gateway.PostAsync("/drain", new { cluster = "web", destination = "web-1" }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, drained.StatusCode);
        Assert.Equal(["web"], await gateway.AskAsync(6, Cancellation));
    }

    [Fact]
    public async Task Command_WhileTheConfigurationIsWrong_IsRefusedUntilItIsReset()
    {
        await using var gateway = await ManagedGateway.StartAsync(GatewayServer.Refusing, GatewayServer.Refusing, Overrides);
        await File.WriteAllTextAsync(Overrides, "{ broken", Cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        JsonElement configuration;
        do
        {
            configuration = (await gateway.StatusAsync(limit.Token)).GetProperty("configuration");
        }
        while (configuration.GetProperty("problem").ValueKind == JsonValueKind.Null);

        using var drained = await gateway.PostAsync("/drain", new { cluster = "web", destination = "web-1" }, Cancellation);
        Assert.Contains(Overrides, await Problem.DetailAsync(drained, HttpStatusCode.Conflict, Cancellation), StringComparison.Ordinal);

        using var reset = await gateway.PostAsync("/reset", new { }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
        configuration = (await gateway.StatusAsync(Cancellation)).GetProperty("configuration");
        Assert.Equal(JsonValueKind.Null, configuration.GetProperty("problem").ValueKind);
    }

    [Fact]
    public async Task Command_ThatIsTaken_AnswersWithAllOverrides()
    {
        await using var gateway = await ManagedGateway.StartAsync(GatewayServer.Refusing, GatewayServer.Refusing, Overrides);

        using var response = await gateway.PostAsync("/weight", new { cluster = "web", destination = "web-1", weight = 2 }, Cancellation);

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal("2", answer.GetProperty("ReverseProxy").GetProperty("Clusters").GetProperty("web")
            .GetProperty("Destinations").GetProperty("web-1").GetProperty("Metadata").GetProperty("Weight").GetString());
    }

    public void Dispose() => _folder.Dispose();
}
