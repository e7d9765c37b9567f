using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Foobar.Tests.ServiceDefaults;

public sealed class ListenFailureTests
{
    [Fact]
    public async Task Run_AddressIsTaken_EndsWithOneAndStopsWhatHadStarted()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var service = new Service();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{other.LocalEndpoint}");
        builder.Services.AddSingleton<IHostedService>(service);

        var code = await builder.Build().RunOrExplainAsync();

        Assert.Equal(1, code);
        Assert.Equal(["started", "stopped"], service.Events);
    }

    [Fact]
    public async Task Run_StoppedLater_EndsWithZero()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(app.Lifetime.StopApplication);

        Assert.Equal(0, await app.RunOrExplainAsync());
    }

    private sealed class Service : IHostedService
    {
        public List<string> Events { get; } = [];

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Events.Add("started");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Events.Add("stopped");
            return Task.CompletedTask;
        }
    }
}
