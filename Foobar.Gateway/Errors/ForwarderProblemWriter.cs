using Foobar.Gateway.Retries;
using Yarp.ReverseProxy.Forwarder;

namespace Foobar.Gateway.Errors;

/// <summary>Says in problem details (RFC 9457) why a request could not be forwarded.</summary>
internal sealed partial class ForwarderProblemWriter(ILogger<ForwarderProblemWriter> logger)
{
    private const string RetryAfterSeconds = "2";

    /// <summary>Nothing is written where nobody reads it: the client has gone, or has a part of the answer already.</summary>
    public Task WriteAsync(HttpContext context, IForwarderErrorFeature error)
    {
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            return Task.CompletedTask;
        }

        // Not logged while no server is available: the change of their health was.
        if (error.Error != ForwarderError.NoAvailableDestinations)
        {
            LogFailed(context.Request.Method, context.Request.Path, error.Error, error.Exception?.Message);
        }

        var detail = Describe(error, context);
        if (WasNotSent(error))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }
        else if (error.IsReadingEndedByServer(context))
        {
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
        }

        return TypedResults.Problem(detail, statusCode: context.Response.StatusCode).ExecuteAsync(context);
    }

    private static bool WasNotSent(IForwarderErrorFeature error) =>
        error.Error == ForwarderError.NoAvailableDestinations || error.IsConnectFailure();

    private static string Describe(IForwarderErrorFeature error, HttpContext context) => error switch
    {
        _ when WasNotSent(error) => "No web server can be reached at the moment. The request was not carried out; try again shortly.",
        { Error: ForwarderError.RequestBodyClient } when !error.IsReadingEndedByServer(context) => "The body of the request could not be read.",
        { Error: ForwarderError.RequestTimedOut } => "The web server did not answer in time. The request may have been carried out.",
        _ => "The connection to the web server broke. The request may have been carried out.",
    };

    [LoggerMessage(1, LogLevel.Warning, "{Method} {Path} could not be forwarded ({Error}: {Reason})")]
    private partial void LogFailed(string method, string path, ForwarderError error, string? reason);
}
