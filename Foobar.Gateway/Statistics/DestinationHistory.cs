namespace Foobar.Gateway.Statistics;

/// <summary>The samples of the last minute, one a second.</summary>
internal sealed class DestinationHistory
{
    /// <summary>How far it goes back.</summary>
    public const int Seconds = 60;

    private readonly Lock _lock = new();
    private readonly Queue<DestinationSample> _samples = new(Seconds + 1);

    /// <returns>How many requests there were of each latency since the sample before.</returns>
    public long[] Add(DestinationSample sample)
    {
        lock (_lock)
        {
            var before = _samples.LastOrDefault();
            if (_samples.Count > Seconds)
            {
                _samples.Dequeue();
            }

            _samples.Enqueue(sample);
            return before is null ? sample.Latencies : LatencyHistogram.Difference(sample.Latencies, before.Latencies);
        }
    }

    /// <summary>What happened in the last so many seconds, or since the first sample.</summary>
    public HistoryWindow Window(int seconds, TimeProvider time)
    {
        lock (_lock)
        {
            if (_samples.Count < 2)
            {
                return HistoryWindow.Empty;
            }

            var last = _samples.Last();
            var first = _samples.ElementAt(Math.Max(0, _samples.Count - 1 - seconds));
            return new(
                last.Tries - first.Tries,
                time.GetElapsedTime(first.Timestamp, last.Timestamp),
                LatencyHistogram.Difference(last.Latencies, first.Latencies));
        }
    }

    /// <summary>The requests per second, one value a second, the oldest first.</summary>
    public double[] Rates(TimeProvider time)
    {
        lock (_lock)
        {
            return [.. _samples.Zip(_samples.Skip(1), (before, after) => new HistoryWindow(
                after.Tries - before.Tries, time.GetElapsedTime(before.Timestamp, after.Timestamp), []).PerSecond)];
        }
    }
}
