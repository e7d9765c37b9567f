using System.Diagnostics;
using System.Globalization;
using Foobar.GatewayBench.Balancers;
using Foobar.GatewayBench.Load;

namespace Foobar.GatewayBench.Measurement;

/// <summary>Measures balancers in turn, again and again.</summary>
internal sealed class Rounds(Meter meter, int rounds, TextWriter output)
{
    // The runtime compiles what is used most for up to 20 s of work; servers that run for days are what is compared.
    private static readonly TimeSpan s_leastWarmUp = TimeSpan.FromSeconds(20);

    public async Task<IReadOnlyList<Sample>> ExecuteAsync(IReadOnlyList<RunningBalancer> balancers, Work work, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"{work.Title}: warming up …");
        foreach (var balancer in balancers)
        {
            await WarmUpAsync(balancer, work, cancellationToken);
        }

        var samples = new List<Sample>();
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var balancer in Pairing.Rotate(balancers, round - 1))
            {
                samples.Add(await meter.MeasureAsync(balancer, work, round, cancellationToken));
            }

            await output.WriteLineAsync(Describe(work, round, balancers, samples));
        }

        return samples;
    }

    private async Task WarmUpAsync(RunningBalancer balancer, Work work, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        do
        {
            await meter.MeasureAsync(balancer, work, round: 0, cancellationToken);
        }
        while (Stopwatch.GetElapsedTime(start) < s_leastWarmUp);
    }

    private string Describe(Work work, int round, IEnumerable<RunningBalancer> balancers, List<Sample> samples)
    {
        var parts = balancers.Select(balancer => samples.Single(sample => sample.Round == round && sample.Balancer == balancer.Name)).Select(sample =>
            string.Create(CultureInfo.InvariantCulture, $"{sample.Balancer} {sample.Figures.PerSecond:#,0}/s, {sample.CpuPerRequest:0.0} µs"));
        return string.Create(CultureInfo.InvariantCulture, $"{work.Title}: {round}/{rounds}  {string.Join("  ", parts)}");
    }
}
