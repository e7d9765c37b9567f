using System.Globalization;
using Foobar.Bench;
using Foobar.GatewayBench.Balancers;
using Foobar.GatewayBench.Load;
using Foobar.GatewayBench.Measurement;

namespace Foobar.GatewayBench.Least;

/// <summary>What the way in which the gateway chooses a web server makes of one that is slow.</summary>
internal static class LeastCommand
{
    private const double Millisecond = 1_000;

    private static readonly string[] s_policies = ["RoundRobin", "LeastRequests"];

    public static async Task<int> ExecuteAsync(MeasurementOptions options, SlowServer slow, GatewaySettings gateway, FileInfo? json, CancellationToken cancellationToken)
    {
        var tools = await Tools.EnsureAsync([Tools.Wrk], Console.Out, cancellationToken);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Connections} connections, {options.Rounds} rounds of {options.Seconds} s; web-2 takes {slow.Delay.TotalMilliseconds:0} ms for a request and answers {slow.Concurrency} at once"));
        await using var rig = await Rig.StartAsync(
            (index, origin) => index == 0 ? origin : origin with { Delay = slow.Delay, Concurrency = slow.Concurrency }, cancellationToken);
        var balancers = await rig.StartAsync(s_policies.Select(policy => With(gateway, policy)), cancellationToken);
        var rounds = new Rounds(new Meter(new Wrk(tools[Tools.Wrk], options.Connections, rig.Folder), options.Seconds), options.Rounds, Console.Out);
        var samples = await rounds.ExecuteAsync(balancers, Work.Page, cancellationToken);

        Console.WriteLine();
        var byBalancer = samples.ToLookup(sample => sample.Balancer);
        Console.WriteLine(MarkdownTable.Of(
            ["Policy", "Requests/s", "Ratio", "p50 ms", "p99 ms", "Ratio", "Failed"],
            balancers.Zip(s_policies, (balancer, policy) => Row(policy, [.. byBalancer[balancer.Name]], [.. byBalancer[balancers[0].Name]]))));
        Console.WriteLine();
        Console.WriteLine($"Medians; ratios are to {s_policies[0]} in the same round, in brackets between which half of them lie.");
        if (json is not null)
        {
            await JsonReport.WriteAsync(json, new { options, slow, Samples = samples }, cancellationToken);
        }

        return 0;
    }

    // The gateway would take a server that is too slow out for a while, whatever the policy: not here, where it is the policy's.
    private static Gateway With(GatewaySettings gateway, string policy) => gateway.With(policy, new Dictionary<string, string>
    {
        [Gateway.PolicySetting] = policy,
        [Gateway.LatencyEjectionSetting] = "0",
    });

    private static string[] Row(string policy, List<Sample> samples, List<Sample> reference) =>
    [
        policy,
        Median(samples, figures => figures.PerSecond, "#,0"),
        Ratio(samples, reference, figures => figures.PerSecond),
        Median(samples, figures => figures.P50 / Millisecond, "0.0"),
        Median(samples, figures => figures.P99 / Millisecond, "0.0"),
        Ratio(samples, reference, figures => figures.P99),
        samples.Sum(sample => sample.Figures.Failed).ToString("#,0", CultureInfo.InvariantCulture),
    ];

    private static string Median(List<Sample> samples, Func<WrkFigures, double> figure, string format) =>
        Statistics.Median(samples.Select(sample => figure(sample.Figures))).ToString(format, CultureInfo.InvariantCulture);

    private static string Ratio(List<Sample> samples, List<Sample> reference, Func<WrkFigures, double> figure) =>
        Pairing.Ratio(samples, reference, sample => sample.Round, sample => figure(sample.Figures)).ToString();
}
