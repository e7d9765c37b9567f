namespace Foobar.GatewayBench.Kill;

/// <summary>How much is asked of each balancer, and how often a web server dies meanwhile.</summary>
/// <param name="Requests">How many requests.</param>
/// <param name="Clients">How many at once.</param>
/// <param name="Interval">From one death to the next.</param>
internal sealed record KillOptions(int Requests, int Clients, TimeSpan Interval);
