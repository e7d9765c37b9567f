using System.Globalization;
using Foobar.Bench;
using Foobar.GatewayBench.Balancers;
using Foobar.GatewayBench.Origins;

namespace Foobar.GatewayBench.Kill;

/// <summary>What clients notice of a web server's death, by balancer.</summary>
internal static class KillCommand
{
    private static readonly string[] s_head =
        ["Balancer", "Requests", "Kills", "Failed GETs", "Failed creates with a key", "Failed creates without", "Repeated by key", "Doubled", "Longest pause s", "Slowest request s"];

    public static async Task<int> ExecuteAsync(KillOptions options, GatewaySettings gateway, FileInfo? json, CancellationToken cancellationToken)
    {
        var lineUp = await LineUp.PrepareAsync(gateway, Console.Out, cancellationToken);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Requests:#,0} requests by {options.Clients} clients, every fifth a create, half of these with an Idempotency-Key, while web-1 is killed every {options.Interval.TotalSeconds:0} s"));
        var results = new List<KillResult>();
        foreach (var balancer in lineUp.Balancers)
        {
            Console.WriteLine($"{balancer.Name} …");
            results.Add(await RunAsync(balancer, options, cancellationToken));
        }

        Console.WriteLine();
        Console.WriteLine(MarkdownTable.Of(s_head, results.Select(Row)));
        Console.WriteLine();
        foreach (var result in results)
        {
            Console.WriteLine($"{result.Balancer}: {Describe(result)}");
        }

        if (json is not null)
        {
            await JsonReport.WriteAsync(json, new { options, Results = results }, cancellationToken);
        }

        return 0;
    }

    private static async Task<KillResult> RunAsync(IBalancer balancer, KillOptions options, CancellationToken cancellationToken)
    {
        await using var recorder = await CreateRecorder.StartAsync(cancellationToken);
        await using var rig = await Rig.StartAsync((_, origin) => origin with { Recorder = recorder.Address }, cancellationToken);
        var running = await rig.StartAsync(balancer, cancellationToken);

        using var load = new MixedLoad(running.Http, options);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var killer = new Killer(rig.Origins[0], options.Interval);
        var killing = killer.RunAsync(stop.Token);
        TimeSpan duration;
        try
        {
            await load.RunAsync(cancellationToken);
            duration = load.Progress.Now;
        }
        finally
        {
            await stop.CancelAsync();
            await killing;
        }

        return new KillResult
        {
            Balancer = balancer.Name,
            Requests = options.Requests,
            Kills = killer.Kills,
            FailedGets = load.Failed(RequestKind.Get),
            FailedKeyedCreates = load.Failed(RequestKind.KeyedCreate),
            FailedPlainCreates = load.Failed(RequestKind.PlainCreate),
            Repeated = recorder.Repeated.Count(MixedLoad.HasKey),
            Doubled = recorder.Repeated.Count(number => !MixedLoad.HasKey(number)),
            LongestPause = load.Progress.LongestPause.TotalSeconds,
            SlowestRequest = load.Progress.SlowestRequest.TotalSeconds,
            Seconds = duration.TotalSeconds,
        };
    }

    private static string[] Row(KillResult result) =>
    [
        result.Balancer,
        Number(result.Requests),
        Number(result.Kills),
        Number(result.FailedGets.Values.Sum()),
        Number(result.FailedKeyedCreates.Values.Sum()),
        Number(result.FailedPlainCreates.Values.Sum()),
        Number(result.Repeated),
        Number(result.Doubled),
        result.LongestPause.ToString("0.00", CultureInfo.InvariantCulture),
        result.SlowestRequest.ToString("0.00", CultureInfo.InvariantCulture),
    ];

    private static string Describe(KillResult result) => result.Failed == 0
        ? "nothing failed."
        : $"{string.Join(", ", [.. Kinds(result.FailedGets, "GET"), .. Kinds(result.FailedKeyedCreates, "create with a key"), .. Kinds(result.FailedPlainCreates, "create without")])}.";

    private static IEnumerable<string> Kinds(IReadOnlyDictionary<string, int> failures, string request) =>
        failures.Select(failure => string.Create(CultureInfo.InvariantCulture, $"{failure.Value}× {failure.Key} ({request})"));

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
