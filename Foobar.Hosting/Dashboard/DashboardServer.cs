using Microsoft.Extensions.Hosting;

namespace Foobar.Hosting.Dashboard;

/// <summary>Shows the application live on a web page.</summary>
internal sealed class DashboardServer : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
