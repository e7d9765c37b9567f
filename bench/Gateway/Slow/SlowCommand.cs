using System.Globalization;
using Foobar.Bench;
using Foobar.GatewayBench.Balancers;
using Foobar.GatewayBench.Load;
using Foobar.GatewayBench.Measurement;

namespace Foobar.GatewayBench.Slow;

/// <summary>What slow clients cost the others, by balancer.</summary>
internal static class SlowCommand
{
    private const double Millisecond = 1_000;

    public static async Task<int> ExecuteAsync(MeasurementOptions options, int slowClients, GatewaySettings gateway, FileInfo? json, CancellationToken cancellationToken)
    {
        var lineUp = await LineUp.PrepareAsync(gateway, Console.Out, cancellationToken);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Connections} connections, {options.Rounds} rounds of {options.Seconds} s without and {options.Seconds} s with {slowClients} clients that send a byte a second"));
        await using var rig = await Rig.StartAsync(behave: null, cancellationToken);
        var balancers = await rig.StartAsync(lineUp.Balancers, cancellationToken);
        var wrk = new Wrk(lineUp.Wrk, options.Connections, rig.Folder);
        var samples = new List<SlowSample>();

        // The first round is for warming up.
        for (var round = 0; round <= options.Rounds; round++)
        {
            foreach (var balancer in Pairing.Rotate(balancers, round))
            {
                var quiet = await wrk.RunAsync(Work.Page.AddressAt(balancer), options.Seconds, cancellationToken);
                await using var clients = await SlowClients.StartAsync(balancer.Http, slowClients, cancellationToken);
                var slow = await wrk.RunAsync(Work.Page.AddressAt(balancer), options.Seconds, cancellationToken);
                samples.Add(new SlowSample(balancer.Name, round, quiet, slow, clients.Count()));
            }

            Console.WriteLine(round == 0 ? "Warmed up" : Describe(round, options.Rounds, samples));
        }

        samples.RemoveAll(sample => sample.Round == 0);
        Console.WriteLine();
        string[] head = ["Balancer", "p99 ms", "p99 ms with slow clients", "Ratio", "Requests/s, ratio", "Slow clients left", "Failed"];
        Console.WriteLine(MarkdownTable.Of(head, balancers.Select(balancer => Row(balancer.Name, [.. samples.Where(sample => sample.Balancer == balancer.Name)]))));
        Console.WriteLine();
        Console.WriteLine("Medians; in brackets between which half of the ratios lie.");
        if (json is not null)
        {
            await JsonReport.WriteAsync(json, new { options, slowClients, Samples = samples }, cancellationToken);
        }

        return 0;
    }

    private static string Describe(int round, int rounds, List<SlowSample> samples)
    {
        var parts = samples.Where(sample => sample.Round == round).OrderBy(sample => sample.Balancer, StringComparer.Ordinal).Select(sample =>
            string.Create(CultureInfo.InvariantCulture, $"{sample.Balancer} p99 {sample.Quiet.P99 / Millisecond:0.0} → {sample.Slow.P99 / Millisecond:0.0} ms"));
        return string.Create(CultureInfo.InvariantCulture, $"{round}/{rounds}  {string.Join("  ", parts)}");
    }

    private static string[] Row(string balancer, List<SlowSample> samples) =>
    [
        balancer,
        Number(Statistics.Median(samples.Select(sample => sample.Quiet.P99 / Millisecond)), "0.0"),
        Number(Statistics.Median(samples.Select(sample => sample.Slow.P99 / Millisecond)), "0.0"),
        Ratio(samples, figures => figures.P99),
        Ratio(samples, figures => figures.PerSecond),
        Number(samples.Min(sample => sample.Left), "0"),
        Number(samples.Sum(sample => sample.Quiet.Failed + sample.Slow.Failed), "#,0"),
    ];

    private static string Ratio(List<SlowSample> samples, Func<WrkFigures, double> figure) =>
        Spread.Of([.. samples.Select(sample => figure(sample.Slow) / figure(sample.Quiet))]).ToString();

    private static string Number(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
