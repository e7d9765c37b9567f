using System.Threading.RateLimiting;
using Foobar.Gateway.Refusals;

namespace Foobar.Gateway.Limits;

/// <summary>Lets no more requests be in progress than the gateway or the servers can take, and answers the others 503.</summary>
internal sealed class ConcurrencyLimitMiddleware(RequestDelegate next, ConcurrencyLimit limit, RefusalWriter refusals)
{
    private const string RetryAfterSeconds = "1";

    private static readonly Refusal s_busy = new(
        RefusalReason.Concurrency,
        StatusCodes.Status503ServiceUnavailable,
        "The site is busy. The request was not carried out; try again shortly.",
        Closes: false);

    public Task InvokeAsync(HttpContext context) => limit.Limiter is { } limiter ? InvokeAsync(context, limiter) : next(context);

    private async Task InvokeAsync(HttpContext context, ConcurrencyLimiter limiter)
    {
        var lease = limiter.AttemptAcquire();
        if (!lease.IsAcquired)
        {
            lease = await limit.WaitAsync(context.RequestAborted);
        }

        using (lease)
        {
            if (lease is { IsAcquired: true })
            {
                await next(context);
                return;
            }
        }

        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        await refusals.WriteAsync(context, s_busy);
    }
}
