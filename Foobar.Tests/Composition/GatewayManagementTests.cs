using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.Testing;

namespace Foobar.Tests.Composition;

[Collection(UsesFoobarApp.Name)]
public sealed class GatewayManagementTests(FoobarApp foobar)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Command_ToOneGateway_IsFollowedByBoth()
    {
        // What it is anyway, so that other tests find nothing changed.
        await PostAsync("/policy", new { cluster = "web", policy = "RoundRobin" });
        await WaitForBothAsync(hasOverrides: true);

        await PostAsync("/reset", new { });
        await WaitForBothAsync(hasOverrides: false);
    }

    [Fact]
    public async Task Site_OnTheManagementPort_IsNotFound()
    {
        using var client = CreateClient();

        using var response = await client.GetAsync(new Uri("/api/links", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private HttpClient CreateClient() => new() { BaseAddress = foobar.App.GetEndpoint("gateway", "management") };

    private async Task PostAsync(string path, object command)
    {
        using var client = CreateClient();
        using var response = await client.PostAsJsonAsync(path, command, Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    // Each new connection leads to one of the two.
    private async Task WaitForBothAsync(bool hasOverrides)
    {
        var instances = new HashSet<string>();
        while (instances.Count < 2)
        {
            using var client = CreateClient();
            var status = await client.GetFromJsonAsync<JsonElement>("/status", Token);
            if (status.GetProperty("configuration").GetProperty("hasOverrides").GetBoolean() == hasOverrides)
            {
                instances.Add(status.GetProperty("instance").GetString()!);
            }
        }
    }
}
