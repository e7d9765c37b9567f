using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Foobar.ServiceDefaults;

/// <summary>Holds up the end of the service for the drain time: nothing has been stopped yet when this is asked.</summary>
internal sealed partial class DrainService(Draining draining, IOptions<DrainOptions> options, ILogger<DrainService> logger)
    : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        draining.Begin();
        if (options.Value.Time > TimeSpan.Zero)
        {
            LogDraining(options.Value.Time.TotalSeconds);
            await Task.Delay(options.Value.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Information, "Draining for {Seconds} s before the end")]
    private partial void LogDraining(double seconds);
}
