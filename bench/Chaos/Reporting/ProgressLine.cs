using System.Globalization;

namespace Foobar.Chaos.Reporting;

/// <summary>What became of a run, in one line.</summary>
internal static class ProgressLine
{
    public static string Of(RunResult result, int runs) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {(result.IsGood ? "ok  " : "FAIL")} {result.Run}/{runs}  {result.PrimaryBefore} → {result.PrimaryAfter ?? "none"}, {result.Acknowledged:#,0} acknowledged, {result.Lost} lost, {result.Doubled} doubled, {result.WriteGap:0.00} s without writes, {Failures(result.FailedReads)} failed reads, {result.FailedWrites} failed writes, {Recovery(result)}");

    private static string Failures(IReadOnlyDictionary<string, int> failures) => failures.Count == 0
        ? "0"
        : string.Create(CultureInfo.InvariantCulture, $"{failures.Values.Sum()} ({string.Join(", ", failures.Select(f => $"{f.Value}× {f.Key}"))})");

    private static string Recovery(RunResult result) => result switch
    {
        { Converged: true, RecoveryTime: { } seconds } => string.Create(CultureInfo.InvariantCulture, $"well {seconds:0.0} s after the repair"),
        { RecoveryTime: not null } => "nodes not equal",
        _ => "not converged",
    };
}
