using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Foobar.Gateway.Statistics;

/// <summary>
/// How long the site's requests took. One that is traced is recorded as it ends, so that the metric leads to its trace; the
/// others are counted, and recorded once a second to within 1/16.
/// </summary>
internal sealed class RequestDurations(IMeterFactory meters)
{
    private readonly ConcurrentDictionary<RequestKind, Series> _series = new();
    private readonly Histogram<double> _durations = Durations.Create(
        meters.Create(GatewayMetrics.MeterName), "http.server.request.duration", "How long requests of the site took, whoever answered.");

    public void Record(HttpContext context, TimeSpan duration)
    {
        if (!_durations.Enabled)
        {
            return;
        }

        var series = _series.GetOrAdd(RequestKind.Of(context), static kind => new Series(kind));
        if (Activity.Current is { Recorded: true })
        {
            _durations.Record(duration.TotalSeconds, series.Tags);
        }
        else
        {
            series.Counted.Record(duration);
        }
    }

    /// <summary>Records what was counted since the last time; from one thread at a time.</summary>
    public void RecordCounted()
    {
        foreach (var (_, series) in _series)
        {
            _durations.RecordAll(series.TakeNew(), series.Tags);
        }
    }

    private sealed class Series(RequestKind kind)
    {
        private long[] _recorded = new LatencyHistogram().Snapshot();

        public KeyValuePair<string, object?>[] Tags { get; } = kind.ToTags();

        public LatencyHistogram Counted { get; } = new();

        public long[] TakeNew()
        {
            var now = Counted.Snapshot();
            var before = Interlocked.Exchange(ref _recorded, now);
            return LatencyHistogram.Difference(now, before);
        }
    }
}
