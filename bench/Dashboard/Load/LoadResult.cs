using Foobar.Bench;

namespace Foobar.DashboardBench.Load;

/// <param name="Logs">What became of the log records.</param>
/// <param name="Spans">What became of the spans.</param>
/// <param name="Refused">Exports and parts of exports that were refused.</param>
/// <param name="PeakMegabytes">The most memory that the dashboard had at once.</param>
/// <param name="Seconds">How long it took to send all: longer than asked for where the machine has too little to spare.</param>
/// <param name="Cores">How many processors it kept busy.</param>
/// <param name="StreamMessages">Messages that the live stream of the logs brought.</param>
/// <param name="Output">What became of the lines that were printed.</param>
/// <param name="Answers">How long answers took meanwhile.</param>
/// <param name="Interactions">How long it took in the browser from the key or click to the picture.</param>
/// <param name="InteractionMedian">That of all interactions, in milliseconds.</param>
internal sealed record LoadResult(KindResult Logs, KindResult Spans, long Refused, double PeakMegabytes, double Seconds, double Cores, int StreamMessages, PrintedLines Output, IReadOnlyList<LatencyResult> Answers, IReadOnlyList<LatencyResult> Interactions, double InteractionMedian)
{
    /// <summary>Whether nothing is missing but what was counted as dropped.</summary>
    public bool IsGood => Logs.IsWhole && Spans.IsWhole && Refused == 0 && Output.Missing == 0;
}

/// <param name="Name">What they are.</param>
/// <param name="Sent">Sent, and acknowledged.</param>
/// <param name="Taken">Counted by the dashboard.</param>
/// <param name="Kept">Still there at the end.</param>
/// <param name="Dropped">Those that made room, as counted.</param>
internal sealed record KindResult(string Name, long Sent, long Taken, long Kept, long Dropped)
{
    public bool IsWhole => Sent == Taken && Taken == Kept + Dropped;
}

/// <param name="Name">What was asked or done.</param>
/// <param name="Count">How often.</param>
/// <param name="Median">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
internal sealed record LatencyResult(string Name, int Count, double Median, double P99)
{
    public static IReadOnlyList<LatencyResult> Of(IReadOnlyDictionary<string, List<double>> times) =>
        [.. times.Select(pair => new LatencyResult(pair.Key, pair.Value.Count, Statistics.Median(pair.Value), Statistics.Quantile(pair.Value, 0.99)))];
}
