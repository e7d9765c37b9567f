using System.Diagnostics;
using System.Globalization;
using Foobar.Bench;
using Foobar.Chaos.Composition;
using Foobar.GatewayBench.Load;
using Foobar.GatewayBench.Measurement;

namespace Foobar.WebBench;

/// <summary>Measures an empty endpoint, links in memory and links in the database in turn, one right after the other.</summary>
internal static class FollowCommand
{
    private const string Web = "web-1";
    private const int HotLinks = 20;

    private static readonly TimeSpan s_steadyLimit = TimeSpan.FromSeconds(60);
    // As the empty server: in development the framework looks for each path among the files.
    private static readonly Dictionary<string, string> s_production = new() { ["ASPNETCORE_ENVIRONMENT"] = "Production" };
    private static readonly string[] s_head = ["", "Requests/s", "to empty", "CPU µs/request", "empty to it", "p99 ms", "Queries/request"];

    public static async Task<int> ExecuteAsync(int rounds, int seconds, int connections, int links, CancellationToken cancellationToken)
    {
        var tools = await Tools.EnsureAsync([Tools.Wrk], Console.Out, cancellationToken);
        Console.WriteLine("Starting the application …");
        await using var application = await FoobarApplication.StartAsync(cut: null, cancellationToken, webSettings: s_production);
        var topology = await application.Manager.WaitUntilSteadyAsync(s_steadyLimit, cancellationToken)
            ?? throw new BenchException($"There was no steady state within {s_steadyLimit.TotalSeconds:0} s: {application.Manager.Explain()}");
        var table = new LinkTable(application, topology.Primary!);
        var replica = ResourceNames.PeerOf(topology.Primary!);
        var paths = await table.AddAsync(links, cancellationToken);
        using var empty = await EmptyServerProcess.StartAsync(cancellationToken);
        var webProcess = new Processes(application).FindPid(Web);

        var folder = Directory.CreateTempSubdirectory("foobar-web-");
        try
        {
            var load = new LinkLoad(tools[Tools.Wrk], folder.FullName, connections);
            var web = application.Application.GetEndpoint(Web, "http");
            Target[] targets =
            [
                new("An empty endpoint", empty.Id, empty.Address, load.Write("empty", [EmptyServer.Path])),
                new("Links in memory", webProcess, web, load.Write("hot", paths.Take(HotLinks))),
                new("Links in the database", webProcess, web, load.Write("all", paths)),
            ];
            foreach (var target in targets)
            {
                await load.RunAsync(target.Address, target.Paths, seconds, cancellationToken);
            }

            var samples = new List<FollowSample>();
            for (var round = 1; round <= rounds; round++)
            {
                foreach (var target in Pairing.Rotate(targets, round - 1))
                {
                    var (reads, used) = (await table.CountQueriesAsync(replica, cancellationToken), CpuTimeOf(target.Process));
                    var figures = await load.RunAsync(target.Address, target.Paths, seconds, cancellationToken);
                    samples.Add(new(
                        target.Name, round, figures, CpuTimeOf(target.Process) - used, await table.CountQueriesAsync(replica, cancellationToken) - reads));
                }

                Console.WriteLine($"Round {round}: {string.Join(", ", samples.Where(sample => sample.Round == round).Select(sample => string.Create(CultureInfo.InvariantCulture, $"{sample.Target} {sample.Figures.PerSecond:0}")))}");
            }

            Console.WriteLine();
            Console.WriteLine(MarkdownTable.Of(s_head, targets.Select(target => Row(target.Name, targets[0].Name, samples))));
            return samples.Any(sample => sample.Figures.Failed > 0) ? 1 : 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string[] Row(string name, string reference, IReadOnlyList<FollowSample> all)
    {
        var samples = all.Where(sample => sample.Target == name).ToList();
        var references = all.Where(sample => sample.Target == reference).ToList();
        return
        [
            name,
            Statistics.Median(samples.Select(sample => sample.Figures.PerSecond)).ToString("#,0", CultureInfo.InvariantCulture),
            Pairing.Ratio(samples, references, sample => sample.Round, sample => sample.Figures.PerSecond).ToString(),
            Statistics.Median(samples.Select(sample => sample.CpuMicroseconds)).ToString("0.0", CultureInfo.InvariantCulture),
            Pairing.Ratio(references, samples, sample => sample.Round, sample => sample.CpuMicroseconds).ToString(),
            (Statistics.Median(samples.Select(sample => sample.Figures.P99)) / 1000).ToString("0.0", CultureInfo.InvariantCulture),
            Statistics.Median(samples.Select(sample => (double)sample.Reads / sample.Figures.Requests)).ToString("0.00", CultureInfo.InvariantCulture),
        ];
    }

    private static TimeSpan CpuTimeOf(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime;
    }

    private sealed record Target(string Name, int Process, Uri Address, string Paths);

    private sealed record FollowSample(string Target, int Round, WrkFigures Figures, TimeSpan Used, long Reads)
    {
        public double CpuMicroseconds => Used.TotalMicroseconds / Figures.Requests;
    }
}
