using Yarp.ReverseProxy.Forwarder;

namespace Foobar.Gateway.Retries;

/// <summary>Says in problem details (RFC 9457) why a request could not be forwarded.</summary>
internal sealed partial class ForwarderProblemMiddleware(RequestDelegate next, ILogger<ForwarderProblemMiddleware> logger)
{
    private const string RetryAfterSeconds = "2";

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);

        if (context.Features.Get<IForwarderErrorFeature>() is { } error && !context.Response.HasStarted
            && !context.RequestAborted.IsCancellationRequested)
        {
            if (error.Error == ForwarderError.NoAvailableDestinations)
            {
                // Not logged: the change of the servers' health was.
                context.Response.Headers.RetryAfter = RetryAfterSeconds;
            }
            else
            {
                LogFailed(context.Request.Method, context.Request.Path, error.Error, error.Exception?.Message);
            }

            await TypedResults.Problem(detail: Describe(error), statusCode: context.Response.StatusCode).ExecuteAsync(context);
        }
    }

    private static string Describe(IForwarderErrorFeature error) => error switch
    {
        { Error: ForwarderError.NoAvailableDestinations } => "No web server is available at the moment. Try again shortly.",
        { Error: ForwarderError.RequestTimedOut } => "The web server did not answer in time.",
        _ when error.IsConnectFailure() => "The web server could not be reached. The request was not carried out.",
        _ => "The connection to the web server broke. The request may have been carried out.",
    };

    [LoggerMessage(1, LogLevel.Warning, "{Method} {Path} could not be forwarded ({Error}: {Reason})")]
    private partial void LogFailed(string method, string path, ForwarderError error, string? reason);
}
