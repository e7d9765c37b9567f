using Foobar.Gateway.Health;
using Foobar.Gateway.Retries;
using Yarp.ReverseProxy.Forwarder;

namespace Foobar.Gateway.Destinations;

/// <summary>Counts each try at a destination: how it ended and how long its answer was in coming.</summary>
internal sealed class AttemptRecorder(DestinationCatalog catalog, OutlierEjector ejector, TimeProvider time)
{
    /// <param name="context">The request, whose try has just ended.</param>
    /// <param name="state">What is known of its tries.</param>
    /// <param name="error">Why it could not be forwarded; null if it was.</param>
    public void Record(HttpContext context, RetryState state, IForwarderErrorFeature? error)
    {
        if (context.GetReverseProxyFeature() is not { ProxiedDestination: { } proxied } proxy)
        {
            return;
        }

        var destination = catalog[proxied];
        var outcome = OutcomeOf(context, error);

        // The rest of an answer takes as long as its reader does.
        destination.Statistics.Record(
            outcome, time.GetElapsedTime(state.TryStart, state.Answered > 0 ? state.Answered : time.GetTimestamp()));
        if (state.Tries > 1)
        {
            destination.Statistics.RecordRetry();
        }

        ejector.Observe(proxy.Route.Cluster!, destination, outcome);
    }

    internal static AttemptOutcome OutcomeOf(HttpContext context, IForwarderErrorFeature? error)
    {
        if (error is not null)
        {
            return error.IsConnectFailure() ? AttemptOutcome.NotConnected
                : error.IsServerFailure(context) && !context.RequestAborted.IsCancellationRequested ? AttemptOutcome.Failed
                : AttemptOutcome.ClientAborted;
        }

        return context.Response switch
        {
            { StatusCode: StatusCodes.Status502BadGateway or StatusCodes.Status504GatewayTimeout } => AttemptOutcome.Failed,

            // With a Retry-After it is what the server means to say, as while there is no database to write to.
            { StatusCode: StatusCodes.Status503ServiceUnavailable } response when response.Headers.RetryAfter.Count == 0 => AttemptOutcome.Failed,
            _ => AttemptOutcome.Success,
        };
    }
}
