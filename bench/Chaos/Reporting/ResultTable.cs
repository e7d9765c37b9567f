using System.Globalization;
using Foobar.Bench;

namespace Foobar.Chaos.Reporting;

/// <summary>The figures of all runs, a line for each fault, as a table in Markdown.</summary>
internal static class ResultTable
{
    private static readonly string[] s_head =
    [
        "Fault", "Runs", "Acknowledged", "Lost", "Doubled", "Seconds without writes (median, max)", "Failed reads", "Failed writes", "Converged",
    ];

    public static string Of(IEnumerable<RunResult> results)
    {
        var rows = results.GroupBy(r => r.Fault).Select(runs => Row(runs.Key, [.. runs]));
        return MarkdownTable.Of(s_head, rows);
    }

    /// <summary>What the table has no column for.</summary>
    public static IEnumerable<string> Remarks(IReadOnlyCollection<RunResult> results)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"Writes acknowledged by a node that had been replaced: {results.Sum(r => r.AcknowledgedByTwo)}.");
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Samples in which the flags of both nodes let applications write: {results.Sum(r => r.OverlapSamples)}, for {results.Select(r => r.LongestOverlap).DefaultIfEmpty().Max():0.000} s at most.");
    }

    private static string[] Row(string fault, List<RunResult> runs) =>
    [
        fault,
        Number(runs.Count),
        Number(runs.Sum(r => r.Acknowledged)),
        Number(runs.Sum(r => r.Lost)),
        Number(runs.Sum(r => r.Doubled)),
        string.Create(CultureInfo.InvariantCulture, $"{Statistics.Median(runs.Select(r => r.WriteGap)):0.00}, {runs.Max(r => r.WriteGap):0.00}"),
        Number(runs.Sum(r => r.FailedReads.Values.Sum())),
        Number(runs.Sum(r => r.FailedWrites)),
        string.Create(CultureInfo.InvariantCulture, $"{runs.Count(r => r.Converged)} of {runs.Count}"),
    ];

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
