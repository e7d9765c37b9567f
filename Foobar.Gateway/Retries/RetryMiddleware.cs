using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.Retries;

/// <summary>
/// Sends a request that a server failed to the other available servers, each once at most, where that is safe: the request
/// was never sent, or it is a GET, HEAD or OPTIONS without a body and nothing of the response has left the gateway.
/// </summary>
internal sealed partial class RetryMiddleware(RequestDelegate next, ILogger<RetryMiddleware> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        var attempt = next(context);

        // Nearly every request ends here or in the first line below.
        return attempt.IsCompletedSuccessfully && context.Features.Get<IForwarderErrorFeature>() is null
            ? Task.CompletedTask
            : RetryAsync(context, attempt);
    }

    private async Task RetryAsync(HttpContext context, Task attempt)
    {
        await attempt;

        HashSet<DestinationState>? tried = null;
        while (context.Features.Get<IForwarderErrorFeature>() is { } error && MayRetry(context, error))
        {
            var proxy = context.GetReverseProxyFeature();
            if (proxy.ProxiedDestination is not { } failed)
            {
                return;
            }

            (tried ??= []).Add(failed);

            // Asked again each time: health changes while a request fails.
            var cluster = context.GetRouteModel().Cluster!;
            var others = cluster.DestinationsState.AvailableDestinations.Where(other => !tried.Contains(other)).ToArray();
            if (others.Length == 0)
            {
                return;
            }

            LogRetry(context.Request.Method, context.Request.Path, failed.DestinationId, error.Error, error.Exception?.Message);
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.Clear();
            proxy.ProxiedDestination = null;
            proxy.AvailableDestinations = others;
            await next(context);
        }
    }

    private static bool MayRetry(HttpContext context, IForwarderErrorFeature error)
    {
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            return false;
        }

        return error.IsConnectFailure() || (error.IsServerFailure() && IsRepeatable(context));
    }

    private static bool IsRepeatable(HttpContext context)
    {
        var method = context.Request.Method;
        return (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method))
            && context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true };
    }

    [LoggerMessage(1, LogLevel.Warning, "{Method} {Path} failed on {Destination} ({Error}: {Reason}), trying another server")]
    private partial void LogRetry(string method, string path, string destination, ForwarderError error, string? reason);
}
