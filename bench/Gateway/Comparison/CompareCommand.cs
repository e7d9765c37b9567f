using System.Globalization;
using Foobar.Bench;
using Foobar.GatewayBench.Balancers;
using Foobar.GatewayBench.Load;
using Foobar.GatewayBench.Measurement;

namespace Foobar.GatewayBench.Comparison;

/// <summary>How fast each balancer is, and what it needs for that.</summary>
internal static class CompareCommand
{
    public static async Task<int> ExecuteAsync(IReadOnlyList<Work> works, MeasurementOptions options, GatewaySettings gateway, FileInfo? json, CancellationToken cancellationToken)
    {
        var lineUp = await LineUp.PrepareAsync(gateway, Console.Out, cancellationToken);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(", ", lineUp.Balancers.Select(balancer => balancer.Name))} in front of the same two web servers; {options.Connections} connections, {options.Rounds} rounds of {options.Seconds} s each, {Environment.ProcessorCount} processors for everything"));

        await using var rig = await Rig.StartAsync(behave: null, cancellationToken);
        var balancers = await rig.StartAsync(lineUp.Balancers, cancellationToken);
        var rounds = new Rounds(new Meter(new Wrk(lineUp.Wrk, options.Connections, rig.Folder), options.Seconds), options.Rounds, Console.Out);
        var samples = new List<Sample>();
        foreach (var work in works)
        {
            samples.AddRange(await rounds.ExecuteAsync(balancers, work, cancellationToken));
        }

        Console.WriteLine();
        Console.WriteLine(ComparisonTable.Of(samples, lineUp.Reference.Name));
        Console.WriteLine();
        Console.WriteLine(ComparisonTable.Remark(samples, lineUp.Reference.Name));
        if (json is not null)
        {
            await JsonReport.WriteAsync(json, new { options, Samples = samples }, cancellationToken);
        }

        return 0;
    }
}
