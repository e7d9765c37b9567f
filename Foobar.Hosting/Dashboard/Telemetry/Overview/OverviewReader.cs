using Aspire.Hosting.ApplicationModel;
using Foobar.Hosting.Dashboard.Telemetry.Filters;
using Foobar.Hosting.Dashboard.Telemetry.Metrics;

namespace Foobar.Hosting.Dashboard.Telemetry.Overview;

/// <summary>Puts the overview together from the metrics of the gateways and the failover manager, and the states of resources.</summary>
internal sealed class OverviewReader(TelemetryStore telemetry, DatabaseReader database, ResourceNotificationService notifications, TimeProvider time)
{
    private const string GatewayMeter = "Foobar.Gateway";
    private const string DestinationRequests = "gateway.destination.requests";
    private const string Destination = "gateway.destination";
    private const string Outcome = "gateway.outcome";
    private const string StatusCode = "http.response.status_code";
    private const double MsPerSecond = 1_000;

    // The client that went away is no failure of the server's.
    private static readonly string[] s_failures = ["failed", "not_connected"];

    public OverviewView Read(int minutes) => Read(TimeWindow.Of(minutes, time.GetUtcNow()));

    public OverviewView ReadNewest(int minutes) => Read(TimeWindow.Of(minutes, time.GetUtcNow()).Newest);

    private OverviewView Read(TimeWindow window) => new(
        TimeWindow.Utc(window.From),
        TimeWindow.Utc(window.To),
        window.Step,
        Traffic(window),
        Servers(window),
        Points(window, Numbers(new(GatewayMeter, "gateway.destination.retries"), window), (at, value) => new ValuePointView(at, value)),
        Points(window, Numbers(new("Foobar.Failover", "mysql.replication.lag"), window), (at, value) => new LagPointView(at, value)),
        database.Read());

    private List<TrafficPointView> Traffic(TimeWindow window)
    {
        var gateways = MetricReader.List(telemetry.Metrics, [])
            .FirstOrDefault(instrument => instrument is { Meter: GatewayMeter, Name: DestinationRequests })?.Resources ?? [];
        if (gateways.Count == 0)
        {
            return Each<TrafficPointView>(window, (_, at) => new(at, null, null, null, null, null, null));
        }

        var query = new SeriesQuery(GatewayMeter, "http.server.request.duration") { Resources = gateways };
        var all = Histograms(query, window) is [var first, ..] ? first : null;
        var byStatus = Histograms(query with { GroupBy = [StatusCode] }, window);
        return Each<TrafficPointView>(window, (step, at) => new(
            at,
            all?.Rate(step),
            Rate(byStatus, '4', step, all),
            Rate(byStatus, '5', step, all),
            all?.Quantile(step, 0.5) * MsPerSecond,
            all?.Quantile(step, 0.9) * MsPerSecond,
            all?.Quantile(step, 0.99) * MsPerSecond));
    }

    private List<ServerView> Servers(TimeWindow window)
    {
        var requests = Numbers(new(GatewayMeter, DestinationRequests) { GroupBy = [Destination] }, window);
        var errors = s_failures
            .SelectMany(outcome => Numbers(new(GatewayMeter, DestinationRequests) { GroupBy = [Destination], Filters = [new(Outcome, FilterOperator.Equal, outcome)] }, window))
            .ToLookup(NameOf);
        var durations = Histograms(new(GatewayMeter, "gateway.destination.request.duration") { GroupBy = [Destination] }, window).ToLookup(NameOf);
        return
        [
            .. requests.Select(server => new ServerView(
                NameOf(server),
                StateOf(NameOf(server)),
                Each<ServerPointView>(window, (step, at) => new(
                    at,
                    server[step],
                    errors[NameOf(server)].Select(failed => failed[step]).Aggregate(server[step] is null ? null : (double?)0, (sum, value) => sum + (value ?? 0)),
                    durations[NameOf(server)].FirstOrDefault()?.Quantile(step, 0.5) * MsPerSecond)))),
        ];
    }

    private IReadOnlyList<MergedNumbers> Numbers(SeriesQuery query, TimeWindow window) =>
        [.. (MetricReader.Merge(telemetry.Metrics, query, window) ?? []).OfType<MergedNumbers>()];

    private IReadOnlyList<MergedHistogram> Histograms(SeriesQuery query, TimeWindow window) =>
        [.. (MetricReader.Merge(telemetry.Metrics, query, window) ?? []).OfType<MergedHistogram>()];

    private static double? Rate(IReadOnlyList<MergedHistogram> byStatus, char statusClass, int step, MergedHistogram? all) =>
        all?.Rate(step) is null ? null : byStatus.Where(series => series.Attributes[0].Value.StartsWith(statusClass)).Sum(series => series.Rate(step) ?? 0);

    private static List<T> Points<T>(TimeWindow window, IReadOnlyList<MergedNumbers> series, Func<DateTime, double?, T> point) =>
        Each(window, (step, at) => point(at, series is [var only, ..] ? only[step] : null));

    private static List<T> Each<T>(TimeWindow window, Func<int, DateTime, T> point) =>
        [.. Enumerable.Range(0, window.Count).Select(step => point(step, TimeWindow.Utc(window.EndOf(step))))];

    // With service discovery a destination is found at an address, which stands behind its name.
    private static string NameOf(MergedSeries series) => series.Attributes[0].Value.Split('/')[0];

    private string? StateOf(string name) =>
        notifications.TryGetCurrentState(name, out var state) ? state.Snapshot.HealthStatus is { } health && state.Snapshot.State?.Text == KnownResourceStates.Running ? health.ToString() : state.Snapshot.State?.Text : null;
}
