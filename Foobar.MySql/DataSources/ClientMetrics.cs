using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Foobar.MySql;

/// <summary>What the client of a pair counts, times and traces.</summary>
internal sealed class ClientMetrics : IDisposable
{
    public const string Name = "Foobar.MySql";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _reads;
    private readonly Counter<long> _retries;
    private readonly Histogram<double> _primaryWait;
    private readonly Histogram<double> _consistencyWait;

    public ClientMetrics()
    {
        _reads = _meter.CreateCounter<long>(
            "foobar.mysql.reads", "{read}", "Reads answered, by node, its role, and why the replica was left.");
        _retries = _meter.CreateCounter<long>(
            "foobar.mysql.write.retries", "{retry}", "Attempts of a write that were followed by another, by what had happened.");
        _primaryWait = _meter.CreateHistogram<double>(
            "foobar.mysql.primary.wait.duration", "s", "How long a write waited because no node was the primary.");
        _consistencyWait = _meter.CreateHistogram<double>(
            "foobar.mysql.consistency.wait.duration", "s", "How long a read waited for a node to have what the reader had written.");
    }

    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>Lets the lag of the replica be seen while the data source lives.</summary>
    public void ObserveLag(Func<TimeSpan?> lag) =>
        _meter.CreateObservableGauge("foobar.mysql.replica.lag", () => Measure(lag()), "s", "How far the replica is behind the primary.");

    public void CountRead(string node, string role, string reason) =>
        _reads.Add(1, new("foobar.mysql.node", node), new("foobar.mysql.role", role), new("foobar.mysql.reason", reason));

    public void CountRetry(string reason) => _retries.Add(1, new KeyValuePair<string, object?>("foobar.mysql.reason", reason));

    public void RecordPrimaryWait(TimeSpan duration, bool found) =>
        _primaryWait.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("foobar.mysql.outcome", found ? "found" : "timeout"));

    public void RecordConsistencyWait(string node, TimeSpan duration, string outcome) =>
        _consistencyWait.Record(duration.TotalSeconds, new("foobar.mysql.node", node), new("foobar.mysql.outcome", outcome));

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<double>> Measure(TimeSpan? lag) => lag is { } known ? [new(known.TotalSeconds)] : [];
}
