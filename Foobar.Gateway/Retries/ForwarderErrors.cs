using Yarp.ReverseProxy.Forwarder;

namespace Foobar.Gateway.Retries;

internal static class ForwarderErrors
{
    /// <summary>
    /// Whether no connection was made, so that the server has seen nothing of the request and its body is unread.
    /// </summary>
    public static bool IsConnectFailure(this IForwarderErrorFeature error) => error.Error switch
    {
        ForwarderError.Request => error.Exception is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError,
        },

        // SocketsHttpHandler marks its ConnectTimeout by this inner exception; the activity time-out has none.
        ForwarderError.RequestTimedOut => error.Exception is OperationCanceledException { InnerException: TimeoutException },
        _ => false,
    };

    /// <summary>Whether the server failed after it may have seen the request, rather than the client or the gateway.</summary>
    public static bool IsServerFailure(this IForwarderErrorFeature error, HttpContext context) => error.Error
        is ForwarderError.Request
        or ForwarderError.RequestTimedOut
        or ForwarderError.RequestBodyDestination
        or ForwarderError.ResponseHeaders
        or ForwarderError.ResponseBodyDestination
        || error.IsReadingEndedByServer(context);

    /// <summary>
    /// Whether a server that broke the connection at the right moment ended the reading of the body too, which YARP takes for a
    /// fault of the client's; as it does, with 408, when the client is too slow.
    /// </summary>
    public static bool IsReadingEndedByServer(this IForwarderErrorFeature error, HttpContext context) =>
        error is { Error: ForwarderError.RequestBodyClient, Exception: AggregateException { InnerExceptions: [OperationCanceledException, ..] } }
        && context.Response.StatusCode != StatusCodes.Status408RequestTimeout;

    /// <summary>
    /// Whether the server's answer was passed on whole, and it only did not want the rest of the body: YARP reports that alone,
    /// and a body that was part of a failure together with the failure.
    /// </summary>
    public static bool IsOfUnwantedBody(this IForwarderErrorFeature error) => error is
    {
        Error: ForwarderError.RequestBodyClient or ForwarderError.RequestBodyDestination or ForwarderError.RequestBodyCanceled,
        Exception: not AggregateException,
    };
}
