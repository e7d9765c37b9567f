using System.Globalization;
using Foobar.GatewayBench.Balancers;
using Foobar.GatewayBench.Load;

namespace Foobar.GatewayBench.Measurement;

/// <summary>Measures balancers in turn, again and again.</summary>
internal sealed class Rounds(Meter meter, int rounds, TextWriter output)
{
    private const int MostWarmUps = 8;
    private const double StillFaster = 0.95;

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

    // Programs that are compiled while they run get faster for a while.
    private async Task WarmUpAsync(RunningBalancer balancer, Work work, CancellationToken cancellationToken)
    {
        var last = double.PositiveInfinity;
        for (var attempt = 0; attempt < MostWarmUps; attempt++)
        {
            var cost = (await meter.MeasureAsync(balancer, work, round: 0, cancellationToken)).CpuPerRequest;
            if (cost > last * StillFaster)
            {
                return;
            }

            last = cost;
        }
    }

    private string Describe(Work work, int round, IEnumerable<RunningBalancer> balancers, List<Sample> samples)
    {
        var parts = balancers.Select(balancer => samples.Single(sample => sample.Round == round && sample.Balancer == balancer.Name)).Select(sample =>
            string.Create(CultureInfo.InvariantCulture, $"{sample.Balancer} {sample.Figures.PerSecond:#,0}/s, {sample.CpuPerRequest:0.0} µs"));
        return string.Create(CultureInfo.InvariantCulture, $"{work.Title}: {round}/{rounds}  {string.Join("  ", parts)}");
    }
}
