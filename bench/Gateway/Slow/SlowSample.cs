using Foobar.GatewayBench.Load;

namespace Foobar.GatewayBench.Slow;

/// <summary>A balancer in one round: what its clients saw without and with slow ones among them.</summary>
/// <param name="Balancer">The name of the balancer.</param>
/// <param name="Round">Which round.</param>
/// <param name="Quiet">Without.</param>
/// <param name="Slow">With.</param>
/// <param name="Left">How many of the slow ones were still connected at the end.</param>
internal sealed record SlowSample(string Balancer, int Round, WrkFigures Quiet, WrkFigures Slow, int Left);
