using Foobar.Failover.Decisions;
using Foobar.Failover.Leadership;

namespace Foobar.Failover.Management;

/// <content>What happens where one of several managers begins to lead, and where it stops.</content>
internal sealed partial class FailoverManager
{
    private Reign? _reign;
    private long _takeOverAfter;

    /// <inheritdoc />
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // A record that cannot be read ends the start, where there is nobody to wait for.
        if (_leadership.Reign is { } reign)
        {
            Begin(reign);
        }
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Starts from the record alone: others may have changed everything since.</summary>
    private void Begin(Reign reign)
    {
        var record = _witness.Load();
        LogStart(record is not null ? $"term {record.Term}, primary {record.Primary}, {record.Mode}" : "nothing is recorded");
        _status = _status with { Record = record };
        _last = null;
        _lastChange = _takeOverAfter = _time.GetTimestamp();
        foreach (var node in _nodes)
        {
            node.IsToBeTakenOver = true;
            node.Observer.LookSoon();
        }
        _reign = reign;
    }

    /// <summary>
    /// Ends what a manager before this one has sent to nodes. Even a change of the record alone would not be safe before: it may
    /// say more than is so in a moment.
    /// </summary>
    private async Task TakeOverAsync(Reign reign)
    {
        foreach (var node in _nodes.Where(node => node.IsToBeTakenOver && node.Observer.Last is { State: not null } look && look.Started >= _takeOverAfter).ToArray())
        {
            _wasBusy = true;
            try
            {
                await node.TakeOverAsync(reign.Ended);
                _lastChange = _time.GetTimestamp();
            }
            catch (Exception e) when (IsExpected(e))
            {
                // To the decision it is silent meanwhile: the other one may have to be looked after.
                LogTakeOverFailure(node.Name, e.Message);
                _takeOverAfter = _time.GetTimestamp() + _time.TimestampFrequency;
            }
            node.Observer.LookSoon();
        }
    }

    /// <summary>Looks, so that it knows for how long things have been as they are when it is needed, and does nothing.</summary>
    private void StandBy()
    {
        var election = _leadership.Election!;
        if (_reign is not null)
        {
            _reign = null;
            _heart.BeatIn(null, 0);
            Requests.GiveUpAll();
            Array.ForEach(_nodes, node => node.IsToBeTakenOver = false);
        }
        _wasBusy = false;
        var sights = _observer.Observe(election.Record, 0, wasBusy: false) ?? _status.Nodes;
        var decision = new Decision(FailoverStep.Wait, "", election.Reason);
        if (decision != _last)
        {
            LogWaiting(decision.Reason);
            _last = decision;
        }
        _status = new(election.Record, sights, decision, _telemetry.LastFailover) { Leader = election.Leader, IsStandby = true };
        _telemetry.StandBy(_status);
    }

    private void Refuse(string problem)
    {
        var decision = new Decision(FailoverStep.Refuse, "", problem);
        if (decision != _last)
        {
            LogRefusal(problem);
            _last = decision;
        }
        _status = new(null, _status.Nodes, decision, null) { Leader = _leadership.Election?.Leader };
    }
}
