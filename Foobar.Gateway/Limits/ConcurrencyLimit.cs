using System.Threading.RateLimiting;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Limits;

/// <summary>How many requests are in progress, and who waits to be.</summary>
internal sealed class ConcurrencyLimit(GatewayConfiguration configuration) : IDisposable
{
    private readonly TimeSpan _queueTimeout = configuration.Current.Limits.QueueTimeout;

    /// <summary>Null if there is no limit.</summary>
    public ConcurrencyLimiter? Limiter { get; } = configuration.Current.Limits is { MaxConcurrentRequests: > 0 } settings
        ? new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = settings.MaxConcurrentRequests,
            QueueLimit = settings.MaxQueuedRequests,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        })
        : null;

    /// <summary>Waits in the queue for a request to end.</summary>
    /// <returns>A lease that is not acquired if the queue is full; null if its time is up.</returns>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public async ValueTask<RateLimitLease?> WaitAsync(CancellationToken clientGone)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(clientGone);
        wait.CancelAfter(_queueTimeout);
        try
        {
            return await Limiter!.AcquireAsync(1, wait.Token);
        }
        catch (OperationCanceledException) when (!clientGone.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => Limiter?.Dispose();
}
