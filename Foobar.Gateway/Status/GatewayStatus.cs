using System.Text.Json.Serialization;

namespace Foobar.Gateway.Status;

// The names are those of docs/gateway-management.md, and stay as they are. Public, since Razor components are.

/// <summary>What a gateway knows of itself and of the servers behind it.</summary>
public sealed record GatewayStatus(
    string Instance,
    string Version,
    DateTimeOffset Now,
    DateTimeOffset StartedAt,
    double UptimeSeconds,
    ConfigurationStatus Configuration,
    ConnectionStatus Connections,
    FrontendStatus Requests,
    IReadOnlyList<ClusterStatus> Clusters);

/// <param name="LoadedAt">When the settings in force were read.</param>
/// <param name="Problem">What is wrong with the files as they are now; the settings from before are in force then.</param>
/// <param name="OverridesFile">Where commands are kept.</param>
/// <param name="HasOverrides">Whether any are in force.</param>
/// <param name="CommandObstacle">Why no command can be carried out.</param>
public sealed record ConfigurationStatus(
    DateTimeOffset LoadedAt, string? Problem, string? OverridesFile, bool HasOverrides, string? CommandObstacle);

public sealed record ConnectionStatus(long Current, long Total);

/// <param name="Active">In progress at the servers.</param>
/// <param name="PerSecond">In the last 10 s, as they went to servers.</param>
/// <param name="Total">Answered since the start.</param>
/// <param name="ByStatus">Of these, how many by the class of their status.</param>
public sealed record FrontendStatus(long Active, double PerSecond, long Total, IReadOnlyDictionary<string, long> ByStatus);

/// <param name="Id">Its name in the configuration.</param>
/// <param name="LoadBalancingPolicy">Who gets the next request.</param>
/// <param name="Available">How many destinations take requests.</param>
/// <param name="Destinations">All of them, in the order of their names.</param>
public sealed record ClusterStatus(string Id, string LoadBalancingPolicy, int Available, IReadOnlyList<DestinationStatus> Destinations);

/// <param name="Id">Its name: that of the configuration, with the address if service discovery found several.</param>
/// <param name="Address">Where requests go.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Since">Since when it is available, or is not.</param>
/// <param name="Weight">Its share in proportion to the others', as configured.</param>
/// <param name="CurrentWeight">The same at this moment: less while it is warming up.</param>
/// <param name="Priority">Active-passive takes the lowest first.</param>
/// <param name="IsConfigured">Whether commands may name it.</param>
/// <param name="Check">Its last probe; null before the first.</param>
/// <param name="Requests">What went to it.</param>
/// <param name="Errors">What failed, by kind.</param>
/// <param name="Retries">What came here because another one had failed.</param>
/// <param name="Latency">How long it took lately.</param>
/// <param name="Ejections">How often its requests took it out.</param>
public sealed record DestinationStatus(
    string Id,
    string Address,
    DestinationCondition State,
    DateTimeOffset Since,
    int Weight,
    double CurrentWeight,
    int Priority,
    bool IsConfigured,
    CheckStatus? Check,
    RequestStatus Requests,
    ErrorStatus Errors,
    long Retries,
    LatencyStatus Latency,
    EjectionStatus Ejections)
{
    /// <summary>Requests per second over the last minute, for the page's chart.</summary>
    [JsonIgnore]
    public IReadOnlyList<double> Rates { get; init; } = [];
}

public sealed record CheckStatus(DateTimeOffset At, bool IsGood, int InARow, string Result);

public sealed record RequestStatus(int Active, double PerSecond, long Total);

public sealed record ErrorStatus(long NotConnected, long Failed, long ClientAborted);

public sealed record LatencyStatus(int WindowSeconds, long Requests, double P50Seconds, double P90Seconds, double P99Seconds);

/// <param name="Total">Since the gateway started.</param>
/// <param name="Until">When the last one ends or ended; null if there was none.</param>
/// <param name="Reason">Why the last one was.</param>
public sealed record EjectionStatus(long Total, DateTimeOffset? Until, string? Reason);
