using System.Diagnostics;
using System.Diagnostics.Metrics;
using Foobar.Failover.Decisions;
using Foobar.Failover.Management;
using Foobar.Failover.Observation;
using Foobar.MySql.Topology;

namespace Foobar.Failover.Telemetry;

/// <summary>
/// Metrics of the pair, and one span for each change of the primary with a child for each of its steps. It also is what knows
/// the last one.
/// </summary>
internal sealed class FailoverTelemetry : IDisposable
{
    public const string Name = "Foobar.Failover";

    private readonly ActivitySource _spans = new(Name);
    private readonly Meter _meter = new(Name);
    private readonly TimeProvider _time;
    private readonly Counter<long> _failovers;
    private readonly Histogram<double> _gaps;
    private readonly Counter<double> _unavailable;
    private Status? _status;
    private Activity? _failover;
    private long _lastBeat;
    private long _lastLook;

    public FailoverTelemetry(TimeProvider time)
    {
        _time = time;
        _failovers = _meter.CreateCounter<long>("mysql.failover.count", "{failover}", "Changes of the primary.");
        _gaps = _meter.CreateHistogram<double>("mysql.failover.write_gap", "s", "From the last heartbeat that the old primary wrote to the first of the new one.");
        _unavailable = _meter.CreateCounter<double>("mysql.primary.unavailable_time", "s", "Time without a primary that is open.");
        _meter.CreateObservableGauge("mysql.replication.lag", ObserveLag, "s", "How far a replica is behind its source.");
        _meter.CreateObservableGauge("mysql.node.up", ObserveUp, "{node}", "1 while the node answers, else 0.");
        _meter.CreateObservableGauge("mysql.failover.term", () => (long)(_status?.Record?.Term ?? 0), "{term}", "The term of the primary.");
        _meter.CreateObservableGauge("mysql.failover.leader", () => _status is { IsStandby: false } ? 1 : 0, "{manager}", "1 on the manager that leads, 0 on one that stands by.");
        _meter.CreateObservableGauge("mysql.failover.paired", () => _status?.Record?.Mode == ClusterMode.Paired ? 1 : 0, "{pair}", "1 while every acknowledged write is on both nodes.");
    }

    /// <summary>The last change of the primary.</summary>
    public PrimaryChange? LastFailover { get; private set; }

    /// <summary>Takes note of the state that a decision was made from, and of the heartbeat.</summary>
    public void Observe(Status status, Heart heart)
    {
        var now = _time.GetTimestamp();
        if (_lastLook != 0 && status.Nodes?.Any(node => node.Name == status.Record?.Primary && node.State is { IsClosed: false }) != true)
        {
            _unavailable.Add(_time.GetElapsedTime(_lastLook, now).TotalSeconds);
        }
        _lastLook = now;
        _status = status;

        var beat = heart.LastBeat;
        if (beat == _lastBeat)
        {
            return;
        }
        if (LastFailover is { WriteGap: null } change && heart.LastBeatTerm == change.Term)
        {
            var gap = _lastBeat == 0 ? 0 : _time.GetElapsedTime(_lastBeat, beat).TotalSeconds;
            LastFailover = change with { WriteGap = Math.Round(gap, 3) };
            _gaps.Record(gap, new KeyValuePair<string, object?>("mysql.node.name", change.To));
            _failover?.SetTag("mysql.failover.write_gap", gap);
            _failover?.Dispose();
            _failover = null;
        }
        _lastBeat = beat;
    }

    /// <summary>Takes note of what a manager sees that does nothing: what counts is counted by the one that leads.</summary>
    public void StandBy(Status status)
    {
        _status = status;
        (_lastLook, _lastBeat) = (0, 0);
    }

    /// <summary>Starts the span of a step; one that changes the primary starts that of the whole change first.</summary>
    /// <param name="decision">The step.</param>
    /// <param name="origin">The trace in which somebody asked for it: the change is no part of that, but leads to it.</param>
    public StepSpan StartStep(Decision decision, ActivityContext? origin = null)
    {
        if (decision is { Step: FailoverStep.Promote, Record: { } record })
        {
            var from = _status?.Record?.Primary ?? "";
            LastFailover = new(record.Term, from, record.Primary, _time.GetUtcNow(), decision.Reason, null);
            _failovers.Add(1, new KeyValuePair<string, object?>("mysql.node.name", record.Primary));
            _failover?.SetStatus(ActivityStatusCode.Error, "Another change of the primary began before this one ended.").Dispose();
            _failover = _spans.StartActivity("failover", ActivityKind.Internal, default(ActivityContext), links: origin is { } asked ? [new(asked)] : null);
            _failover?.SetTag("mysql.failover.term", record.Term).SetTag("mysql.failover.from", from).SetTag("mysql.failover.to", record.Primary).SetTag("mysql.failover.reason", decision.Reason);
        }

        var step = _spans.StartActivity(decision.Step.ToString(), ActivityKind.Internal, _failover?.Context ?? default);
        step?.SetTag("mysql.node.name", decision.Node).SetTag("mysql.failover.reason", decision.Reason);
        return new(step);
    }

    public void Dispose()
    {
        _failover?.Dispose();
        _spans.Dispose();
        _meter.Dispose();
    }

    private IEnumerable<Measurement<double>> ObserveLag() =>
        from node in _status?.Nodes ?? []
        let lag = node.State?.Replica?.Lag
        where lag is not null
        select new Measurement<double>(lag.Value.TotalSeconds, new KeyValuePair<string, object?>("mysql.node.name", node.Name));

    private IEnumerable<Measurement<long>> ObserveUp() =>
        from node in _status?.Nodes ?? []
        select new Measurement<long>(node.State is null ? 0 : 1, new KeyValuePair<string, object?>("mysql.node.name", node.Name));
}
