namespace Foobar.ServiceDefaults;

/// <summary>How requests' durations are measured everywhere, so that they can be added up.</summary>
public static class RequestDuration
{
    /// <summary>
    /// The upper bounds of the buckets, in seconds: those of OpenTelemetry's semantic conventions for
    /// <c>http.server.request.duration</c>, and finer below 5 ms, where most of a local network's are.
    /// </summary>
    public static IReadOnlyList<double> Buckets { get; } =
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
}
