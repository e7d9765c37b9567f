using Yarp.ReverseProxy.Forwarder;

namespace Foobar.Gateway.Retries;

/// <summary>Says in problem details (RFC 9457) why a request could not be forwarded.</summary>
internal sealed class ForwarderProblemMiddleware(RequestDelegate next)
{
    private const string RetryAfterSeconds = "2";

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);

        if (context.Features.Get<IForwarderErrorFeature>() is { } error && !context.Response.HasStarted
            && !context.RequestAborted.IsCancellationRequested)
        {
            if (context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
            {
                context.Response.Headers.RetryAfter = RetryAfterSeconds;
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
}
