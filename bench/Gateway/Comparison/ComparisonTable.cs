using System.Globalization;
using Foobar.Bench;
using Foobar.GatewayBench.Measurement;

namespace Foobar.GatewayBench.Comparison;

/// <summary>All works and balancers, a line for each, as a table in Markdown.</summary>
internal static class ComparisonTable
{
    private const double Megabyte = 1024 * 1024;
    private const double Millisecond = 1_000;
    private const int NameColumns = 2;

    public static string Of(IReadOnlyCollection<Sample> samples, string reference)
    {
        string[] head = ["Work", "Balancer", "Requests/s", "Ratio", "CPU µs/request", "Ratio", "p50 ms", "p99 ms", "Memory MB", "Failed"];
        return MarkdownTable.Of(head, samples.GroupBy(sample => sample.Work).SelectMany(work => Rows(work.Key, [.. work], reference)), NameColumns);
    }

    /// <summary>What the table's columns mean, and whether anything failed.</summary>
    public static string Remark(IReadOnlyCollection<Sample> samples, string reference)
    {
        var failed = samples.Sum(sample => sample.Figures.Failed);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Medians; h2: HTTP/2 to the web servers, as the gateway; ratios are to {reference} in the same round, in brackets between which half of them lie. {(failed == 0 ? "No request failed." : $"{failed:#,0} REQUESTS FAILED.")}");
    }

    private static IEnumerable<string[]> Rows(string work, List<Sample> samples, string reference)
    {
        var others = samples.Where(sample => sample.Balancer == reference).ToList();
        return samples.GroupBy(sample => sample.Balancer)
            .OrderBy(balancer => samples.FindIndex(sample => sample.Balancer == balancer.Key))
            .Select((balancer, index) => Row(index == 0 ? work : "", balancer.Key, [.. balancer], others));
    }

    private static string[] Row(string work, string balancer, List<Sample> samples, List<Sample> reference) =>
    [
        work,
        balancer,
        Median(samples, sample => sample.Figures.PerSecond, "#,0"),
        Ratio(samples, reference, sample => sample.Figures.PerSecond),
        Median(samples, sample => sample.CpuPerRequest, "0.0"),
        Ratio(samples, reference, sample => sample.CpuPerRequest),
        Median(samples, sample => sample.Figures.P50 / Millisecond, "0.0"),
        Median(samples, sample => sample.Figures.P99 / Millisecond, "0.0"),
        (samples.Max(sample => sample.PeakMemory) / Megabyte).ToString("0", CultureInfo.InvariantCulture),
        samples.Sum(sample => sample.Figures.Failed).ToString("#,0", CultureInfo.InvariantCulture),
    ];

    private static string Median(IEnumerable<Sample> samples, Func<Sample, double> figure, string format) =>
        Statistics.Median(samples.Select(figure)).ToString(format, CultureInfo.InvariantCulture);

    private static string Ratio(List<Sample> samples, List<Sample> reference, Func<Sample, double> figure) =>
        Pairing.Ratio(samples, reference, sample => sample.Round, figure).ToString();
}
