using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Foobar.Tests.Composition;

[Collection(UsesFoobarApp.Name)]
public sealed class GatewayTests(FoobarApp foobar)
{
    private const string ServedBy = "X-Served-By";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_MadeThroughTheGateway_IsFollowedThroughBothServers()
    {
        await foobar.WaitForGatewaysAsync(webServers: 2, Token);
        using var client = foobar.CreateClient();
        using var created = await client.PostAsJsonAsync("/api/links", new { url = "https://example.org/both" }, Token);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var code = (await created.Content.ReadFromJsonAsync<Link>(Token))!.Code;

        var servers = new HashSet<string>();
        for (var i = 0; i < 4; i++)
        {
            using var followed = await client.GetAsync(new Uri($"/{code}", UriKind.Relative), Token);
            Assert.Equal(HttpStatusCode.Redirect, followed.StatusCode);
            Assert.Equal("https://example.org/both", followed.Headers.Location?.ToString());
            servers.Add(followed.Headers.GetValues(ServedBy).Single());
        }

        Assert.Equal(["web-1", "web-2"], servers.Order());
    }

    [Fact]
    public async Task RoundRobin_HundredRequests_AreSharedEvenly()
    {
        await foobar.WaitForGatewaysAsync(webServers: 2, Token);
        using var client = foobar.CreateClient();
        var servers = new List<string>();
        for (var i = 0; i < 100; i++)
        {
            using var response = await client.GetAsync(new Uri("/api/system", UriKind.Relative), Token);
            servers.Add(response.Headers.GetValues(ServedBy).Single());
        }

        Assert.Equal(50, servers.Count(s => s == "web-1"));
        Assert.Equal(50, servers.Count(s => s == "web-2"));
    }

    [Fact]
    public async Task Https_ToWhoeverTrustsTheDevelopmentAuthority_IsAnswered()
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(Path.Combine(foobar.CertificateFolder, "ca.crt")));
        using var handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = trust } };
        using var client = new HttpClient(handler) { BaseAddress = foobar.App.GetEndpoint("gateway", "https") };

        using var response = await client.GetAsync(new Uri("/api/system", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task RollingRestart_WebServersAndGateways_EveryRequestIsAnswered()
    {
        await foobar.WaitForGatewaysAsync(webServers: 2, Token);
        using var load = await SteadyLoad.StartAsync(foobar, Token);

        foreach (string id in (string[])["web-1", "web-2", .. await foobar.FindInstancesAsync("gateway", Token)])
        {
            await RestartAsync(id);
            await foobar.WaitForGatewaysAsync(webServers: 2, Token);
        }

        await load.StopAsync();
        Assert.True(load.Requests > 0);
        Assert.Empty(load.Failures);
    }

    [Fact]
    public async Task WebServers_OneStopped_EveryRequestIsAnswered()
    {
        using var client = foobar.CreateClient();
        using var load = await SteadyLoad.StartAsync(foobar, Token);

        var stopped = await foobar.App.ResourceCommands.ExecuteCommandAsync("web-1", KnownResourceCommands.StopCommand, Token);
        Assert.True(stopped.Success, stopped.Message);
        await foobar.WaitForGatewaysAsync(webServers: 1, Token);
        using var alone = await client.GetAsync(new Uri("/api/system", UriKind.Relative), Token);
        var started = await foobar.App.ResourceCommands.ExecuteCommandAsync("web-1", KnownResourceCommands.StartCommand, Token);
        Assert.True(started.Success, started.Message);
        await foobar.App.ResourceNotifications.WaitForResourceHealthyAsync("web-1", Token);
        await foobar.WaitForGatewaysAsync(webServers: 2, Token);

        await load.StopAsync();
        Assert.Equal("web-2", alone.Headers.GetValues(ServedBy).Single());
        Assert.True(load.Requests > 0);
        Assert.Empty(load.Failures);
    }

    private async Task RestartAsync(string instance)
    {
        var restarted = await foobar.App.ResourceCommands.ExecuteCommandAsync(instance, KnownResourceCommands.RestartCommand, Token);
        Assert.True(restarted.Success, restarted.Message);
        while (!foobar.App.ResourceNotifications.TryGetCurrentState(instance, out var state)
            || state.Snapshot.HealthStatus != Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy)
        {
            await Task.Delay(50, Token);
        }
    }

    private sealed record Link(string Code);
}
