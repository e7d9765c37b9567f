using Foobar.GatewayBench.Load;

namespace Foobar.GatewayBench.Measurement;

/// <summary>One balancer under one work in one round.</summary>
/// <param name="Work">The title of the work.</param>
/// <param name="Balancer">The name of the balancer.</param>
/// <param name="Round">Which round.</param>
/// <param name="Figures">What its clients saw.</param>
/// <param name="CpuSeconds">What it used of the processors.</param>
/// <param name="PeakMemory">The most memory it used, in bytes.</param>
internal sealed record Sample(string Work, string Balancer, int Round, WrkFigures Figures, double CpuSeconds, long PeakMemory)
{
    /// <summary>The time of a processor that one request takes, in microseconds.</summary>
    public double CpuPerRequest => CpuSeconds * 1e6 / Math.Max(1, Figures.Requests);
}
