namespace Foobar.Hosting.Orchestration.Endpoints;

/// <summary>A replica behind the address that it shares with the others.</summary>
/// <param name="Port">Where it listens.</param>
/// <param name="IsStopping">Whether it was asked to end, so that a new connection would be cut short.</param>
internal sealed record ReplicaTarget(int Port, Func<bool> IsStopping);
