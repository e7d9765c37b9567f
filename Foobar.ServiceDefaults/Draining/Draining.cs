namespace Foobar.ServiceDefaults;

/// <summary>
/// Whether this service has been told to stop. It fails its readiness at once, so that load balancers look elsewhere, and
/// serves on for the drain time before it closes its doors.
/// </summary>
public sealed class Draining
{
    /// <summary>Said in the answer of <c>/health</c>, so that a load balancer need not wait for a second one.</summary>
    public const string Header = "X-Draining";

    private readonly TimeProvider _time;
    private volatile bool _isDraining;
    private long _lastRequest;

    internal Draining(TimeProvider time) => _time = time;

    /// <summary>Whether the service has been told to stop.</summary>
    public bool IsDraining => _isDraining;

    /// <summary>For how long no request has come in since the service was told to stop, probes not counted.</summary>
    internal TimeSpan Quiet => _time.GetElapsedTime(Volatile.Read(ref _lastRequest));

    /// <summary>Whether a service's answer to a probe says that it is draining.</summary>
    /// <param name="response">The answer, or null if there was none.</param>
    public static bool IsSaidBy(HttpResponseMessage? response) => response is not null && response.Headers.Contains(Header);

    internal void Begin()
    {
        RequestCame();
        _isDraining = true;
    }

    internal void RequestCame() => Volatile.Write(ref _lastRequest, _time.GetTimestamp());
}
