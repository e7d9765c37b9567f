using Foobar.Gateway.Configuration;
using Foobar.Gateway.Destinations;
using Foobar.ServiceDefaults;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.Health;

/// <summary>
/// A destination is out after so many bad probes in a row and in again after so many good ones; one that says it is
/// draining is out at once.
/// </summary>
internal sealed class RiseFallHealthPolicy(
    GatewayConfiguration configuration, DestinationCatalog catalog, IDestinationHealthUpdater updater, TimeProvider time)
    : IActiveHealthCheckPolicy
{
    public string Name => "RiseFall";

    public void ProbingCompleted(ClusterState cluster, IReadOnlyList<DestinationProbingResult> probingResults)
    {
        var settings = configuration.Current.Probe;
        var health = new NewActiveDestinationHealth[probingResults.Count];
        for (var i = 0; i < health.Length; i++)
        {
            var result = probingResults[i];
            var destination = catalog[result.Destination];
            var drains = Draining.IsSaidBy(result.Response);
            var record = Record(result, drains, destination.LastProbe);
            destination.LastProbe = record;
            health[i] = new(result.Destination, Decide(result.Destination.Health.Active, record, drains, settings));
        }

        updater.SetActive(cluster, health);
    }

    internal static DestinationHealth Decide(DestinationHealth now, ProbeRecord probe, bool drains, ProbeSettings settings) =>
        probe switch
        {
            _ when drains => DestinationHealth.Unhealthy,
            { IsGood: true } when now == DestinationHealth.Unknown || probe.InARow >= settings.Rise => DestinationHealth.Healthy,
            { IsGood: false } when probe.InARow >= settings.Fall => DestinationHealth.Unhealthy,
            _ => now,
        };

    private ProbeRecord Record(DestinationProbingResult result, bool drains, ProbeRecord? before)
    {
        var isGood = result.Response is { IsSuccessStatusCode: true };
        var text = result switch
        {
            { Response: { } response } => drains ? $"{(int)response.StatusCode} draining" : $"{(int)response.StatusCode}",
            { Exception: OperationCanceledException } => "no answer in time",
            { Exception: { } exception } => exception.GetBaseException().Message,
            _ => "no answer",
        };
        return new(time.GetUtcNow(), isGood, before?.IsGood == isGood ? before.InARow + 1 : 1, text);
    }
}
