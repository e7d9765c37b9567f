using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Foobar.Bench;
using Foobar.DashboardBench.Browser;

namespace Foobar.DashboardBench.Load;

/// <summary>Sends for a while, looks meanwhile, and tells what became of it.</summary>
internal static class LoadCommand
{
    private static readonly string[] s_services = ["gateway-1", "gateway-2", "web-1", "web-2", "failover"];

    public static async Task<int> ExecuteAsync(LoadOptions options, FileInfo? json, CancellationToken cancellationToken)
    {
        var tools = await Tools.EnsureAsync([Tools.Chromium], Console.Out, cancellationToken);
        await using var dashboard = await DashboardProcess.StartAsync(options.Lines, cancellationToken);
        await using var visitor = await Visitor.StartAsync(tools[Tools.Chromium], dashboard.Login);
        var senders = s_services.Select(service => new Sender(dashboard.Collector, service, options.Logs / s_services.Length, options.Spans / s_services.Length)).ToList();
        var viewer = new Viewer(dashboard.Client);
        var (cpu, since) = (dashboard.CpuTime, Stopwatch.StartNew());
        using (var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            var looking = Task.WhenAll(viewer.AskAsync(end.Token), viewer.ListenAsync(end.Token), visitor.RunAsync(end.Token));
            await Task.WhenAll(senders.Select(sender => Task.Run(() => sender.RunAsync(options.Seconds, cancellationToken), cancellationToken)));
            await end.CancelAsync();
            await looking;
        }

        var (used, took) = (dashboard.CpuTime - cpu, since.Elapsed);
        var output = await PrintedLines.ReadAsync(dashboard.Client, cancellationToken);
        var telemetry = JsonDocument.Parse(await dashboard.Client.GetStringAsync("/api/telemetry", cancellationToken)).RootElement;
        var result = new LoadResult(
            Kind("Log records", senders.Sum(sender => sender.Logs), telemetry, "logs"),
            Kind("Spans", senders.Sum(sender => sender.Spans), telemetry, "spans"),
            telemetry.GetProperty("rejected").GetInt64() + senders.Sum(sender => sender.Failures),
            dashboard.ReadPeakMemory(),
            took.TotalSeconds,
            used / took,
            viewer.Messages,
            output,
            LatencyResult.Of(viewer.Answers),
            LatencyResult.Of(visitor.Times),
            Statistics.Median(visitor.Times.Values.SelectMany(times => times)));
        Print(result);
        if (json is not null)
        {
            await JsonReport.WriteAsync(json, result, cancellationToken);
        }

        return result.IsGood ? 0 : 1;
    }

    private static KindResult Kind(string name, long sent, JsonElement telemetry, string key)
    {
        var usage = telemetry.GetProperty("limits").GetProperty(key);
        return new(
            name,
            sent,
            telemetry.GetProperty("resources").EnumerateArray().Sum(resource => resource.GetProperty(key).GetInt64()),
            usage.GetProperty("stored").GetInt64(),
            usage.GetProperty("dropped").GetInt64());
    }

    private static void Print(LoadResult result)
    {
        Console.WriteLine(MarkdownTable.Of(
            ["", "Sent", "Taken", "Kept", "Dropped (oldest)"],
            new[] { result.Logs, result.Spans }.Select(kind => (IReadOnlyList<string>)[kind.Name, Whole(kind.Sent), Whole(kind.Taken), Whole(kind.Kept), Whole(kind.Dropped)])));
        Console.WriteLine();
        Print("Question", result.Answers);
        Print("In the browser", result.Interactions);
        Console.WriteLine($"Sent in {Tenth(result.Seconds)} s. Refused: {Whole(result.Refused)}. Lines printed: {Whole(result.Output.Printed)}, kept: {Whole(result.Output.Kept)}, missing among those: {Whole(result.Output.Missing)}.");
        Console.WriteLine($"Memory at most: {Tenth(result.PeakMegabytes)} MB. Processor: {result.Cores.ToString("0.00", CultureInfo.InvariantCulture)} cores. Messages of the live stream: {Whole(result.StreamMessages)}. Median of all that was done in the browser: {Tenth(result.InteractionMedian)} ms.");
    }

    private static void Print(string name, IReadOnlyList<LatencyResult> latencies)
    {
        Console.WriteLine(MarkdownTable.Of(
            [name, "Count", "Median ms", "p99 ms"],
            latencies.Select(latency => (IReadOnlyList<string>)[latency.Name, Whole(latency.Count), Tenth(latency.Median), Tenth(latency.P99)])));
        Console.WriteLine();
    }

    private static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Tenth(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);
}
