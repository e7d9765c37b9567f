using Foobar.Gateway.Retries;
using Microsoft.AspNetCore.Http.Features;

namespace Foobar.Gateway.Tracing;

/// <summary>
/// Begins the span of a try, now that its destination is known; it ends with the try (<see cref="RetryMiddleware"/>). Not
/// itself asynchronous, so that it costs nothing where nothing is sampled and so that the span is current for its caller too.
/// </summary>
internal sealed class AttemptTracingMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (AttemptSpan.Start(context) is { } span)
        {
            context.Features.GetRequiredFeature<RetryState>().Span = span;
        }

        return next(context);
    }
}
