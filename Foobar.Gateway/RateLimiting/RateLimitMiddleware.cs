using System.Globalization;
using Foobar.Gateway.Refusals;

namespace Foobar.Gateway.RateLimiting;

/// <summary>Answers 429 (RFC 6585) to who sends more than <see cref="RateLimitSettings"/> allow.</summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, RateLimits limits, RefusalWriter refusals)
{
    private static readonly Refusal s_tooMany = new(
        RefusalReason.Rate,
        StatusCodes.Status429TooManyRequests,
        "Too many requests. This one was not carried out; try again shortly.",
        Closes: false);

    public Task InvokeAsync(HttpContext context)
    {
        var retryAfter = limits.Take(context.Connection.RemoteIpAddress);
        if (retryAfter == 0)
        {
            return next(context);
        }

        context.Response.Headers.RetryAfter = retryAfter.ToString(CultureInfo.InvariantCulture);
        return refusals.WriteAsync(context, s_tooMany);
    }
}
