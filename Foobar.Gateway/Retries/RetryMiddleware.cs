using System.Globalization;
using Foobar.Gateway.Configuration;
using Foobar.Gateway.Destinations;
using Foobar.Gateway.Errors;
using Foobar.Gateway.Tracing;
using Yarp.ReverseProxy.Forwarder;

namespace Foobar.Gateway.Retries;

/// <summary>
/// Sends a request to a server; one that the server failed, to the other available servers, each once at most, where that is
/// safe: the request was never sent, or it may be repeated; and nothing of the response has left the gateway.
/// </summary>
/// <remarks>All that follows a try is done here, since each asynchronous middleware has its price with every request.</remarks>
internal sealed partial class RetryMiddleware(
    RequestDelegate next,
    GatewayConfiguration configuration,
    RetryBudget budget,
    RetryPlanner planner,
    AttemptRecorder attempts,
    ForwarderProblemWriter problems,
    TimeProvider time,
    ILogger<RetryMiddleware> logger)
{
    /// <summary>How many servers saw the request, where it was more than one.</summary>
    public const string TriesHeader = "X-Gateway-Tries";

    public async Task InvokeAsync(HttpContext context)
    {
        budget.CountRequest();

        var state = new RetryState(time.GetTimestamp());
        var isKept = RepeatableRequest.HasBody(context);
        state.IsRepeatable = RepeatableRequest.IsRepeatable(context.Request)
            && (!isKept || await RepeatableRequest.KeepBodyAsync(context, configuration.Current.Retry.MaxReplayBytes));
        context.Features.Set(state);
        state.BeginTry(time.GetTimestamp());

        try
        {
            await next(context);
            var error = EndTry(context, state);
            while (NextDestinations(context, state, error) is { } others)
            {
                LogRetry(context, state, error);
                Prepare(context, state, others);
                if (isKept && state.IsRepeatable)
                {
                    context.Request.Body.Position = 0;
                }

                await next(context);
                error = EndTry(context, state);
            }

            if (error is not null)
            {
                await problems.WriteAsync(context, error);
            }
        }
        finally
        {
            // It has been, unless the try threw.
            state.Span?.Dispose();
        }
    }

    private DestinationSet? NextDestinations(HttpContext context, RetryState state, IForwarderErrorFeature? error) =>
        state.Next ?? (error is null ? null : planner.AfterFailure(context, state, error));

    private void Prepare(HttpContext context, RetryState state, DestinationSet others)
    {
        state.BeginTry(time.GetTimestamp());

        context.Features.Set<IForwarderErrorFeature>(null);
        context.Response.Clear();
        context.Response.Headers[TriesHeader] = state.Tries.ToString(CultureInfo.InvariantCulture);

        var proxy = context.GetReverseProxyFeature();
        proxy.ProxiedDestination = null;
        proxy.AvailableDestinations = others;
    }

    private IForwarderErrorFeature? EndTry(HttpContext context, RetryState state)
    {
        var error = context.Features.Get<IForwarderErrorFeature>() is { } reported && !reported.IsOfUnwantedBody() ? reported : null;
        if (state.Span is { } span)
        {
            AttemptSpan.End(span, context, state, error);
        }

        attempts.Record(context, state, error);
        return error;
    }

    private void LogRetry(HttpContext context, RetryState state, IForwarderErrorFeature? error) => LogRetry(
        context.Request.Method,
        context.Request.Path,
        context.GetReverseProxyFeature().ProxiedDestination?.DestinationId,
        state.RefusedWith?.ToString(CultureInfo.InvariantCulture) ?? $"{error?.Error}: {error?.Exception?.Message}");

    [LoggerMessage(1, LogLevel.Warning, "{Method} {Path} failed on {Destination} ({Reason}), trying another server")]
    private partial void LogRetry(string method, string path, string? destination, string reason);
}
