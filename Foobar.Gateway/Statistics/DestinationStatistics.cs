using Foobar.Gateway.Health;

namespace Foobar.Gateway.Statistics;

/// <summary>What went to a destination since the gateway started; a request that was tried again counts once a try.</summary>
internal sealed class DestinationStatistics
{
    private readonly long[] _outcomes = new long[Enum.GetValues<AttemptOutcome>().Length];
    private long _retries;

    /// <summary>How long the destination took until its answer began, for tries that it answered.</summary>
    public LatencyHistogram Latencies { get; } = new();

    public DestinationHistory History { get; } = new();

    /// <summary>All tries that ended, however they did.</summary>
    public long Total
    {
        get
        {
            var total = 0L;
            for (var i = 0; i < _outcomes.Length; i++)
            {
                total += Volatile.Read(ref _outcomes[i]);
            }

            return total;
        }
    }

    /// <summary>Tries that came here because another destination had failed.</summary>
    public long Retries => Volatile.Read(ref _retries);

    public long this[AttemptOutcome outcome] => Volatile.Read(ref _outcomes[(int)outcome]);

    public void Record(AttemptOutcome outcome, TimeSpan latency)
    {
        Interlocked.Increment(ref _outcomes[(int)outcome]);
        if (outcome == AttemptOutcome.Success)
        {
            Latencies.Record(latency);
        }
    }

    public void RecordRetry() => Interlocked.Increment(ref _retries);
}
