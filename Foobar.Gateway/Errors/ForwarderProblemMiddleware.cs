using Foobar.Gateway.Retries;
using Yarp.ReverseProxy.Forwarder;

namespace Foobar.Gateway.Errors;

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
            // Not logged while no server is available: the change of their health was.
            if (error.Error != ForwarderError.NoAvailableDestinations)
            {
                LogFailed(context.Request.Method, context.Request.Path, error.Error, error.Exception?.Message);
            }

            if (WasNotSent(error))
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = RetryAfterSeconds;
            }
            else if (WasReadingEndedByServer(error))
            {
                context.Response.StatusCode = StatusCodes.Status502BadGateway;
            }

            await TypedResults.Problem(detail: Describe(error), statusCode: context.Response.StatusCode).ExecuteAsync(context);
        }
    }

    private static bool WasNotSent(IForwarderErrorFeature error) =>
        error.Error == ForwarderError.NoAvailableDestinations || error.IsConnectFailure();

    // A server that breaks the connection at the right moment ends the reading of the body too, which YARP takes for a fault of
    // the client's.
    private static bool WasReadingEndedByServer(IForwarderErrorFeature error) =>
        error is { Error: ForwarderError.RequestBodyClient, Exception: AggregateException { InnerExceptions: [OperationCanceledException, ..] } };

    private static string Describe(IForwarderErrorFeature error) => error switch
    {
        _ when WasNotSent(error) => "No web server can be reached at the moment. The request was not carried out; try again shortly.",
        { Error: ForwarderError.RequestBodyClient } when !WasReadingEndedByServer(error) => "The body of the request could not be read.",
        { Error: ForwarderError.RequestTimedOut } => "The web server did not answer in time. The request may have been carried out.",
        _ => "The connection to the web server broke. The request may have been carried out.",
    };

    [LoggerMessage(1, LogLevel.Warning, "{Method} {Path} could not be forwarded ({Error}: {Reason})")]
    private partial void LogFailed(string method, string path, ForwarderError error, string? reason);
}
