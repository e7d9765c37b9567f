using Foobar.Gateway.Destinations;
using Foobar.Gateway.Health;
using Foobar.Gateway.LoadBalancing;
using Foobar.Gateway.Statistics;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.Status;

/// <summary>Puts together what there is to know of a destination.</summary>
internal sealed class DestinationStatusReader(
    DestinationCatalog catalog, DestinationConditions conditions, DestinationWeights weights, TimeProvider time)
{
    private const int RateSeconds = 10;
    private const int LatencySeconds = DestinationHistory.Seconds;

    public DestinationStatus Read(DestinationState state, bool isConfigured)
    {
        var destination = catalog[state];
        var statistics = destination.Statistics;
        return new(
            state.DestinationId,
            state.Model.Config.Address,
            conditions.Of(destination),
            destination.Since,
            destination.Settings.Weight,
            weights[destination],
            destination.Settings.Priority,
            isConfigured,
            destination.LastProbe is { } probe ? new(probe.At, probe.IsGood, probe.InARow, probe.Result) : null,
            new(state.ConcurrentRequestCount, statistics.History.Window(RateSeconds, time).PerSecond, statistics.Total),
            new(statistics[AttemptOutcome.NotConnected], statistics[AttemptOutcome.Failed], statistics[AttemptOutcome.ClientAborted]),
            statistics.Retries,
            Read(statistics.History.Window(LatencySeconds, time).Latencies),
            destination.Ejections is { Total: > 0 } ejections ? new(ejections.Total, ejections.Until, ejections.Reason) : new(0, null, null))
        {
            Rates = statistics.History.Rates(time),
        };
    }

    private static LatencyStatus Read(long[] latencies) => new(
        LatencySeconds,
        latencies.Sum(),
        LatencyHistogram.Quantile(latencies, 0.5).TotalSeconds,
        LatencyHistogram.Quantile(latencies, 0.9).TotalSeconds,
        LatencyHistogram.Quantile(latencies, 0.99).TotalSeconds);
}
