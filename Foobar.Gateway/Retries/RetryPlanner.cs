using Foobar.Gateway.Configuration;
using Foobar.Gateway.Destinations;
using Foobar.Gateway.LoadBalancing;
using Yarp.ReverseProxy.Forwarder;

namespace Foobar.Gateway.Retries;

/// <summary>Decides whether a request is tried again, and where.</summary>
internal sealed class RetryPlanner(GatewayConfiguration configuration, RetryBudget budget, DestinationWeights weights, TimeProvider time)
{
    /// <summary>After a failure: no answer, or one that broke off.</summary>
    /// <returns>The servers to try next; null if the failure is to stand.</returns>
    public DestinationSet? AfterFailure(HttpContext context, RetryState state, IForwarderErrorFeature error) =>
        error.IsConnectFailure() || (state.IsRepeatable && error.IsServerFailure(context)) ? Plan(context, state) : null;

    /// <summary>After the head of an answer came, and before any of it is passed on.</summary>
    /// <returns>The servers to try next; null if the answer is to stand.</returns>
    public DestinationSet? AfterAnswer(HttpContext context, RetryState state, int statusCode) =>
        statusCode is StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout
            && state.IsRepeatable
                ? Plan(context, state)
                : null;

    private DestinationSet? Plan(HttpContext context, RetryState state)
    {
        var settings = configuration.Current.Retry;
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested
            || state.Tries >= settings.MaxTries || time.GetElapsedTime(state.Start) >= settings.Timeout
            || context.GetReverseProxyFeature().ProxiedDestination is not { } failed)
        {
            return null;
        }

        state.AddTried(failed);

        // Asked again each time: health changes while a request fails.
        var available = context.GetRouteModel().Cluster!.DestinationsState.AvailableDestinations;
        var others = weights.ToSet(available).Without(state.Tried);
        return others.Count > 0 && budget.TryTake() ? others : null;
    }
}
