using Foobar.Gateway.Health;
using Foobar.Gateway.Retries;
using Foobar.Gateway.Tracing;
using Yarp.ReverseProxy.Forwarder;

namespace Foobar.Gateway.Destinations;

/// <summary>Watches each try at a destination: how it ended and how long its answer was in coming.</summary>
internal sealed class AttemptMiddleware(RequestDelegate next, DestinationCatalog catalog, OutlierEjector ejector, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        using var span = AttemptSpan.Start(context);
        await next(context);

        var retry = context.Features.Get<RetryState>();
        if (span is not null)
        {
            AttemptSpan.DescribeAnswer(span, context, retry);
        }

        if (context.GetReverseProxyFeature() is { ProxiedDestination: { } proxied })
        {
            var destination = catalog[proxied];
            var outcome = OutcomeOf(context);

            // The rest of an answer takes as long as its reader does.
            destination.Statistics.Record(outcome, time.GetElapsedTime(start, retry is { Answered: > 0 } ? retry.Answered : time.GetTimestamp()));
            if (retry is { Tries: > 1 })
            {
                destination.Statistics.RecordRetry();
            }

            ejector.Observe(context.GetRouteModel().Cluster!, destination, outcome);
        }
    }

    internal static AttemptOutcome OutcomeOf(HttpContext context)
    {
        if (context.Features.Get<IForwarderErrorFeature>() is { } error)
        {
            return error.IsConnectFailure() ? AttemptOutcome.NotConnected
                : error.IsServerFailure() && !context.RequestAborted.IsCancellationRequested ? AttemptOutcome.Failed
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
