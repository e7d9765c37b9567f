using System.Diagnostics.Metrics;
using Foobar.Gateway.Destinations;
using Foobar.Gateway.Health;
using Foobar.Gateway.Status;
using Yarp.ReverseProxy;

namespace Foobar.Gateway.Statistics;

/// <summary>The destinations' counters as OpenTelemetry metrics, read when they are exported.</summary>
internal sealed class GatewayMetrics : IDisposable
{
    public const string MeterName = "Foobar.Gateway";

    private readonly Meter _meter;
    private readonly Histogram<double> _durations;
    private readonly IProxyStateLookup _proxy;
    private readonly DestinationCatalog _catalog;

    public GatewayMetrics(IMeterFactory meters, IProxyStateLookup proxy, DestinationCatalog catalog, DestinationConditions conditions)
    {
        (_proxy, _catalog, _meter) = (proxy, catalog, meters.Create(MeterName));
        _meter.CreateObservableCounter(
            "gateway.destination.requests",
            () => OfEach((destination, tags) => Enum.GetValues<AttemptOutcome>().Select(outcome =>
                new Measurement<long>(destination.Statistics[outcome], [.. tags, new("gateway.outcome", Name(outcome))]))),
            "{request}",
            "Requests that ended, once for each destination that was tried.");
        _meter.CreateObservableCounter(
            "gateway.destination.retries",
            () => OfEach(destination => destination.Statistics.Retries),
            "{request}",
            "Requests that came to the destination because another one had failed.");
        _meter.CreateObservableCounter(
            "gateway.destination.ejections",
            () => OfEach(destination => destination.Ejections.Total),
            "{ejection}",
            "How often the destination was taken out because of its requests.");
        _meter.CreateObservableUpDownCounter(
            "gateway.destination.active_requests",
            () => OfEach(destination => destination.State.ConcurrentRequestCount),
            "{request}",
            "Requests that the destination has now.");
        _meter.CreateObservableUpDownCounter(
            "gateway.destination.state",
            () => OfEach((destination, tags) =>
            {
                var now = conditions.Of(destination);
                return Enum.GetValues<DestinationCondition>().Select(condition =>
                    new Measurement<long>(condition == now ? 1 : 0, [.. tags, new("gateway.state", Name(condition))]));
            }),
            "1",
            "1 for the state that the destination is in, 0 for the others.");
        _meter.CreateObservableGauge(
            "gateway.destination.weight",
            () => OfEach(destination => destination.Settings.Weight),
            "1",
            "The destination's share of the requests in proportion to the others'.");
        _durations = Durations.Create(
            _meter, "gateway.destination.request.duration", "How long the destination took until its answer began, to within 1/16.");
    }

    /// <summary>Records what the requests counted in <paramref name="latencies"/> took, if that is exported.</summary>
    public void RecordLatencies(string cluster, string destination, ReadOnlySpan<long> latencies)
    {
        if (_durations.Enabled)
        {
            _durations.RecordAll(latencies, Tags(cluster, destination));
        }
    }

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?>[] Tags(string cluster, string destination) =>
        [new("gateway.cluster", cluster), new("gateway.destination", destination)];

    private IEnumerable<Measurement<long>> OfEach(Func<GatewayDestination, long> measure) =>
        OfEach((destination, tags) => [new Measurement<long>(measure(destination), tags)]);

    private IEnumerable<Measurement<long>> OfEach(
        Func<GatewayDestination, KeyValuePair<string, object?>[], IEnumerable<Measurement<long>>> measure) =>
        from cluster in _proxy.GetClusters()
        from state in cluster.DestinationsState.AllDestinations
        from measurement in measure(_catalog[state], Tags(cluster.ClusterId, state.DestinationId))
        select measurement;

    private static string Name(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.NotConnected => "not_connected",
        AttemptOutcome.ClientAborted => "client_aborted",
        _ => Lower(outcome),
    };

    private static string Name(DestinationCondition condition) => Lower(condition);

    private static string Lower(Enum value) => value.ToString().ToLowerInvariant();
}
