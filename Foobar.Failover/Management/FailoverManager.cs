using Foobar.Failover.Actions;
using Foobar.Failover.Decisions;
using Foobar.Failover.Leadership;
using Foobar.Failover.Observation;
using Foobar.Failover.Telemetry;
using Foobar.Failover.Witness;
using Foobar.MySql.Topology;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Foobar.Failover.Management;

/// <summary>Looks, decides and acts, for as long as it runs. It is the only one that opens a node.</summary>
internal sealed partial class FailoverManager : BackgroundService
{
    // Also without news from the nodes, since silence is news.
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(100);

    // A step that fails, or has no effect, is not repeated at once.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan s_hurry = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_logInterval = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly IWitness _witness;
    private readonly ILeadership _leadership;
    private readonly ManagedNode[] _nodes;
    private readonly PairObserver _observer;
    private readonly Heart _heart;
    private readonly FailoverActions _actions;
    private readonly Cloning _cloning;
    private readonly FailoverTelemetry _telemetry;
    private readonly ILogger _logger;
    private readonly Signal _news;
    private volatile Status _status = new(null, null, new(FailoverStep.Wait, "", "the nodes have not been looked at yet"), null);
    private Decision? _last;
    private long _lastChange;
    private long _lastTick;
    private long _lastWaitLog;
    private bool _wasBusy;

    public FailoverManager(
        IOptions<FailoverOptions> options,
        IConfiguration configuration,
        IWitness witness,
        ILeadership leadership,
        Requests requests,
        FailoverTelemetry telemetry,
        TimeProvider time,
        ILogger<FailoverManager> logger)
    {
        _time = time;
        _news = new(time);
        _witness = witness;
        _leadership = leadership;
        _telemetry = telemetry;
        _logger = logger;
        Requests = requests;
        _nodes = [.. options.Value.Nodes.Select(node => new ManagedNode(
            node.Name,
            new(node.PeerHost, node.PeerPort),
            configuration.GetConnectionString(node.Name) ?? throw new OptionsValidationException(node.Name, typeof(FailoverOptions), [$"ConnectionStrings:{node.Name} is missing."]),
            leadership,
            time,
            _news.Give))];
        _heart = new(time);
        _observer = new(_nodes, _heart, time);
        _actions = new(_nodes, witness, options.Value.ReplicationPassword, options.Value.Database);
        _cloning = new(_actions, telemetry, _news.Give);
    }

    public Requests Requests { get; }

    /// <summary>What the manager knows and does now.</summary>
    public Status Status => _status;

    /// <summary>Whether the manager looks at the nodes as it should.</summary>
    public bool IsAlive => _time.GetElapsedTime(Volatile.Read(ref _lastTick)) < TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var looks = _nodes.Select(node => node.Observer.RunAsync(stoppingToken)).ToArray();
        try
        {
            while (true)
            {
                Volatile.Write(ref _lastTick, _time.GetTimestamp());
                var pause = await TryTickAsync();
                await _news.WaitAsync(s_tick, stoppingToken);
                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, _time, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _heart.Dispose();
            await Task.WhenAll(looks).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        finally
        {
            foreach (var node in _nodes)
            {
                await node.DisposeAsync();
            }
        }
    }

    private async Task<TimeSpan> TryTickAsync()
    {
        try
        {
            return await TickAsync();
        }
        catch (WitnessException e)
        {
            Refuse(e.Message);
            return s_logInterval;
        }
        catch (Exception e)
        {
            // Whatever it was, nodes that nobody looks after would be worse.
            LogUnexpected(e);
            return s_logInterval;
        }
    }

    private async Task<TimeSpan> TickAsync()
    {
        if (_leadership.Reign is not { } reign)
        {
            StandBy();
            return TimeSpan.Zero;
        }
        if (reign != _reign)
        {
            Begin(reign);
        }
        await TakeOverAsync(reign);

        var record = _status.Record;
        var wasBusy = _wasBusy;
        _wasBusy = false;
        if (_observer.Observe(record, _lastChange, wasBusy) is not { } sights)
        {
            return TimeSpan.Zero;
        }

        var decision = FailoverDecision.Decide(new()
        {
            Record = record,
            SinceRecord = _observer.SinceRecord,
            Nodes = sights,
            Switchover = Requests.Switchover,
            Rejoin = Requests.Rejoin,
        });
        decision = _cloning.Hold(decision);
        Show(record, sights, decision);
        BeatIn(record, sights);
        _telemetry.Observe(_status, _heart);

        _wasBusy = Acts(decision);
        var isRepeated = decision == _last;
        var failure = await TakeAsync(decision);
        _last = decision;
        if (decision.Step == FailoverStep.Wait && record?.Mode == ClusterMode.Promoting)
        {
            // Writes wait as well.
            Array.ForEach(_nodes, node => node.Observer.LookSoon());
            return s_hurry;
        }
        return failure is not null || (isRepeated && Acts(decision)) ? s_pause : TimeSpan.Zero;
    }

    /// <summary>A primary that does not answer is still written to: it may only be slow.</summary>
    private void BeatIn(ClusterRecord? record, IReadOnlyList<NodeSight> sights)
    {
        if (sights.FirstOrDefault(sight => sight.Name == record?.Primary) is not { State: null })
        {
            var open = sights.FirstOrDefault(sight => sight.Name == record?.Primary && sight.State is { IsClosed: false });
            _heart.BeatIn(_nodes.FirstOrDefault(node => node.Name == open?.Name)?.Actions, record?.Term ?? 0);
        }
    }

    private async Task<string?> TakeAsync(Decision decision)
    {
        if (!Acts(decision))
        {
            return null;
        }
        if (decision.Step == FailoverStep.Clone)
        {
            Requests.RejoinStarted(decision.Node);
            _cloning.Start(decision, _reign!.Ended);
            return null;
        }

        using var span = _telemetry.StartStep(decision, Requests.Switchover is null ? null : Requests.Origin);
        string? failure = null;
        try
        {
            if (await _actions.TakeAsync(decision, _reign!.Ended) is { } record)
            {
                _status = _status with { Record = record };
                Requests.Recorded(record);
            }
        }
        catch (Exception e) when (IsExpected(e))
        {
            failure = e.Message;
            LogFailure(decision.Step, decision.Node, e.Message);
            span.Fail(e.Message);

            // The record may be ahead of what was done, never behind.
            _status = _status with { Record = _witness.Load() };
        }

        _lastChange = _time.GetTimestamp();
        Array.ForEach(_nodes, node => node.Observer.LookSoon());
        return failure;
    }

    private void Show(ClusterRecord? record, IReadOnlyList<NodeSight> sights, Decision decision)
    {
        if (decision.Step != _last?.Step || decision.Node != _last.Node || decision.Reason != _last.Reason)
        {
            Log(decision);
        }
        _status = new(record, sights, decision, _telemetry.LastFailover) { Leader = _leadership.Election?.Leader };
    }

    private void Log(Decision decision)
    {
        switch (decision.Step)
        {
            case FailoverStep.Refuse:
                LogRefusal(decision.Reason);
                break;
            case FailoverStep.Promote:
                LogPromotion(decision.Record!.Term, decision.Node, decision.Reason);
                break;
            case FailoverStep.None or FailoverStep.Wait:
                // Some reasons count something down.
                if (decision.Step != _last?.Step || decision.Node != _last.Node || _time.GetElapsedTime(_lastWaitLog) >= s_logInterval)
                {
                    _lastWaitLog = _time.GetTimestamp();
                    LogWaiting(decision.Reason);
                }
                break;
            default:
                LogStep(decision.Step, decision.Node, decision.Reason);
                break;
        }
    }

    // A node, the record or the election does not answer or refuses.
    private static bool IsExpected(Exception exception) => exception
        is MySqlException or TimeoutException or IOException or UnauthorizedAccessException or NotLeaderException or OperationCanceledException;

    private static bool Acts(Decision decision) => decision.Step is not (FailoverStep.None or FailoverStep.Wait or FailoverStep.Refuse);
}
