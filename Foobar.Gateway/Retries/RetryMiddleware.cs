using System.Globalization;
using Foobar.Gateway.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace Foobar.Gateway.Retries;

/// <summary>
/// Sends a request that a server failed to the other available servers, each once at most, where that is safe: the request
/// was never sent, or it may be repeated; and nothing of the response has left the gateway.
/// </summary>
internal sealed partial class RetryMiddleware(
    RequestDelegate next,
    GatewayConfiguration configuration,
    RetryBudget budget,
    RetryPlanner planner,
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

        await next(context);
        while ((state.Next ?? planner.AfterFailure(context, state)) is { } others)
        {
            LogRetry(context, state);
            state.BeginTry();

            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.Clear();
            context.Response.Headers[TriesHeader] = state.Tries.ToString(CultureInfo.InvariantCulture);
            if (isKept && state.IsRepeatable)
            {
                context.Request.Body.Position = 0;
            }

            var proxy = context.GetReverseProxyFeature();
            proxy.ProxiedDestination = null;
            proxy.AvailableDestinations = others;
            await next(context);
        }
    }

    private void LogRetry(HttpContext context, RetryState state)
    {
        var error = context.Features.Get<IForwarderErrorFeature>();
        LogRetry(
            context.Request.Method,
            context.Request.Path,
            context.GetReverseProxyFeature().ProxiedDestination?.DestinationId,
            state.RefusedWith?.ToString(CultureInfo.InvariantCulture) ?? $"{error?.Error}: {error?.Exception?.Message}");
    }

    [LoggerMessage(1, LogLevel.Warning, "{Method} {Path} failed on {Destination} ({Reason}), trying another server")]
    private partial void LogRetry(string method, string path, string? destination, string reason);
}
