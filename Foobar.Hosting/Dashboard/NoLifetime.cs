using Microsoft.Extensions.Hosting;

namespace Foobar.Hosting.Dashboard;

/// <summary>Signals belong to the application host; a second console lifetime would answer Ctrl+C too.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
