namespace Foobar.GatewayBench.Least;

/// <summary>How slow a slow web server is.</summary>
/// <param name="Delay">How long it works at a request.</param>
/// <param name="Concurrency">At how many at once.</param>
internal sealed record SlowServer(TimeSpan Delay, int Concurrency);
