namespace Foobar.Hosting.Dashboard.Telemetry.Overview;

/// <summary>What an operator looks at first. Durations of requests are milliseconds, lags seconds.</summary>
internal sealed record OverviewView(
    DateTime From,
    DateTime To,
    double Step,
    IReadOnlyList<TrafficPointView> Traffic,
    IReadOnlyList<ServerView> Servers,
    IReadOnlyList<ValuePointView> Retries,
    IReadOnlyList<LagPointView> Replication,
    DatabaseView Database);

/// <summary>What clients got from all gateways together; requests and errors per second.</summary>
internal sealed record TrafficPointView(DateTime Time, double? Requests, double? ClientErrors, double? ServerErrors, double? P50, double? P90, double? P99);

/// <summary>A server behind the gateways.</summary>
internal sealed record ServerView(string Name, string? State, IReadOnlyList<ServerPointView> Points);

/// <summary>What went to a server; requests and errors per second.</summary>
internal sealed record ServerPointView(DateTime Time, double? Requests, double? Errors, double? P50);

internal sealed record ValuePointView(DateTime Time, double? Value);

internal sealed record LagPointView(DateTime Time, double? Lag);

/// <summary>The database pair, as its failover manager sees it.</summary>
internal sealed record DatabaseView(string? Primary, string? Replica, long? Term, string? State, FailoverView? LastFailover);

/// <param name="Time">When the primary was changed.</param>
/// <param name="Reason">Why.</param>
/// <param name="Duration">Seconds without writes, as far as known.</param>
internal sealed record FailoverView(DateTime Time, string Reason, double? Duration);
