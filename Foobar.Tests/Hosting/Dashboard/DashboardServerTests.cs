using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Foobar.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Foobar.Tests.Hosting.Dashboard;

public sealed class DashboardServerTests
{
    [Fact]
    public async Task Start_PortTaken_FailsInOneClearLineBeforeAnythingStarts()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var builder = DistributedApplicationTestingBuilder.Create($"--urls=http://localhost:{port}");
        builder.Services.Configure<EmbeddedEngineOptions>(engine => (engine.DisableDashboard, engine.RandomizePorts) = (false, false));
        builder.AddExecutable("program", "sleep", ".", "60");
        var app = builder.Build();

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("dashboard", failure.Message);
        Assert.Contains($"{port}", failure.Message);
        Assert.Contains("ASPNETCORE_URLS", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.False(app.ResourceNotifications.TryGetCurrentState("program", out _));
    }

    [Fact]
    public async Task Start_Always_ListensOnLoopbackOnly()
    {
        await using var dashboard = await TestDashboard.StartAsync();

        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port == dashboard.LoginUrl.Port).ToList();
        Assert.NotEmpty(listeners);
        Assert.All(listeners, listener => Assert.True(IPAddress.IsLoopback(listener.Address)));
    }

    [Fact]
    public async Task Stop_StreamOpen_EndsTheStream()
    {
        await using var dashboard = await TestDashboard.StartSignedInAsync(builder => builder.AddResource(new TestDashboard.Thing("thing")));
        await using var stream = dashboard.ListenAsync("/api/resources/stream").GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await stream.MoveNextAsync());

        var stopping = dashboard.App.StopAsync(TestContext.Current.CancellationToken);

        while (await stream.MoveNextAsync())
        {
        }

        await stopping;
    }
}
