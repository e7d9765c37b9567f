using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Foobar.ServiceDefaults;

/// <summary>Holds up the end of the service for the drain time: nothing has been stopped yet when this is asked.</summary>
internal sealed partial class DrainService(Draining draining, IOptions<DrainOptions> options, TimeProvider time, ILogger<DrainService> logger)
    : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        draining.Begin();
        LogDraining(options.Value.Time.TotalSeconds);

        var start = time.GetTimestamp();
        while (Left(time.GetElapsedTime(start)) is { Ticks: > 0 } left && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(left, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private TimeSpan Left(TimeSpan elapsed)
    {
        var left = options.Value.Time - elapsed;
        return options.Value.QuietTime - draining.Quiet is { } quietLeft && quietLeft < left ? quietLeft : left;
    }

    [LoggerMessage(1, LogLevel.Information, "Told to stop: draining for up to {Seconds} s")]
    private partial void LogDraining(double seconds);
}
