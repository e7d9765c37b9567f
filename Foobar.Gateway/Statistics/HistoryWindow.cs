namespace Foobar.Gateway.Statistics;

/// <param name="Tries">How many ended.</param>
/// <param name="Time">In how much time.</param>
/// <param name="Latencies">Of these, those that were answered, for <see cref="LatencyHistogram.Quantile"/>.</param>
internal sealed record HistoryWindow(long Tries, TimeSpan Time, long[] Latencies)
{
    public static HistoryWindow Empty { get; } = new(0, TimeSpan.Zero, []);

    public double PerSecond => Time > TimeSpan.Zero ? Tries / Time.TotalSeconds : 0;
}
