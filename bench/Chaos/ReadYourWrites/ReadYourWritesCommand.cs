using System.Globalization;
using Foobar.Bench;
using Foobar.Chaos.Composition;
using Foobar.Chaos.Load;
using Foobar.Chaos.Verification;

namespace Foobar.Chaos.ReadYourWrites;

/// <summary>Asks whether everybody sees what they wrote, although the replica lags.</summary>
internal static class ReadYourWritesCommand
{
    private static readonly TimeSpan s_steadyLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(1);

    // MySQL counts whole seconds, so that delay is 1 to 2 s, and lag is known to half a second. With the limit of 2 s that
    // web servers have by default, half of the reads would leave the replica.
    private static readonly Dictionary<string, string> s_webSettings = new() { ["ReplicatedMySql__MaxReplicaLag"] = "00:00:05" };

    private static readonly string[] s_head = ["Reads", "Number", "Missing", "Failed", "Milliseconds (median, 99 %)", .. ResourceNames.Nodes];

    public static async Task<int> ExecuteAsync(int pairs, int clients, int seed, FileInfo? json, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{pairs} links by {clients} clients, a replica that lags {s_delay.TotalSeconds:0} s, --seed {seed}");
        Console.WriteLine("Starting the application …");
        await using var application = await FoobarApplication.StartAsync(cut: null, cancellationToken, webSettings: s_webSettings);
        var manager = application.Manager;
        var topology = await manager.WaitUntilSteadyAsync(s_steadyLimit, cancellationToken)
            ?? throw new BenchException($"There was no steady state within {s_steadyLimit.TotalSeconds:0} s: {manager.Explain()}");
        var replica = ResourceNames.PeerOf(topology.Primary!);
        await new ReplicaDelay(application.ManagerConnection(replica)).SetAsync(s_delay, cancellationToken);
        Console.WriteLine($"{replica} lags. Making links …");

        var reads = new PairReads();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, clients),
            new ParallelOptions { MaxDegreeOfParallelism = clients, CancellationToken = cancellationToken },
            async (client, token) =>
            {
                using var site = new SiteClient(application.Address);
                await reads.RunAsync(site, client, pairs / clients + (client < pairs % clients ? 1 : 0), token);
            });

        var later = new ReadTally();
        await WaitForReplicaAsync(application, topology.Primary!, replica, cancellationToken);
        await reads.ReadLaterAsync(application.Address, new Random(seed), later, cancellationToken);

        Console.WriteLine();
        Console.WriteLine(MarkdownTable.Of(s_head, [
            Row("right after, token in a header", reads.ByHeader),
            Row("right after, token in a cookie", reads.ByCookie),
            Row("later, without a token", later),
        ]));
        Console.WriteLine();
        Console.WriteLine($"Links that could not be made, and were not read: {reads.WriteFailures.Total}. The replica is {replica}.");
        if (json is not null)
        {
            await JsonReport.WriteAsync(json, new { pairs, seed, replica, reads.ByHeader, reads.ByCookie, Later = later }, cancellationToken);
        }

        var missing = reads.ByHeader.Missing + reads.ByCookie.Missing + later.Missing;
        return missing == 0 && reads.WriteFailures.Total == 0 ? 0 : 1;
    }

    private static async Task WaitForReplicaAsync(FoobarApplication application, string primary, string replica, CancellationToken cancellationToken)
    {
        var executed = await new NodeData(application.AppConnection(primary)).GetExecutedAsync(cancellationToken);
        if (!await new NodeData(application.AppConnection(replica)).WaitForAsync(executed, s_steadyLimit, cancellationToken))
        {
            throw new BenchException($"{replica} does not have what {primary} had {s_steadyLimit.TotalSeconds:0} s ago.");
        }
    }

    private static string[] Row(string name, ReadTally reads) =>
    [
        name,
        Number(reads.Number),
        Number(reads.Missing),
        Number(reads.Failed),
        string.Create(CultureInfo.InvariantCulture, $"{Statistics.Median(reads.Milliseconds):0.0}, {Statistics.Quantile(reads.Milliseconds, 0.99):0.0}"),
        .. ResourceNames.Nodes.Select(node => Number(reads.ByNode.GetValueOrDefault(node))),
    ];

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
