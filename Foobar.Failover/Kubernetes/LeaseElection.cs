using Foobar.Failover.Leadership;
using Foobar.Failover.Witness;
using k8s.Models;

namespace Foobar.Failover.Kubernetes;

/// <summary>
/// Leads while it holds the Lease, and keeps the record in the Lease itself: the API server lets nobody else write either
/// of them meanwhile.
/// </summary>
/// <remarks>
/// A reign begins with a write, after which no earlier one of whomever can arrive any more; so the record that it starts
/// with is the last there is. It lasts from when the last renewal was sent. Anything that is not known to have been written
/// ends it.
/// </remarks>
internal sealed partial class LeaseElection(
    LeaseStore store, LeaseTiming timing, string identity, TimeProvider time, ILogger<LeaseElection> logger)
    : BackgroundService, ILeadership, IWitness
{
    // A conflict with somebody who leaves holder and record alone, such as kubectl, is no reason to stop.
    private const int Attempts = 3;

    private readonly ILogger _logger = logger;
    private readonly LeaseSight _sight = new(timing, time);
    private readonly SemaphoreSlim _writing = new(1);
    private volatile HeldLease? _held;
    private volatile ElectionStatus _election = new(null, null, "the Lease has not been read yet", IsBroken: false);

    public Reign? Reign => _held is { IsOver: false } held ? held.Reign : null;

    public ElectionStatus Election => _election;

    public ClusterRecord? Load()
    {
        try
        {
            return _held is { } held && LeaseContent.RecordOf(held.Lease) is { } text ? RecordJson.Read(text) : null;
        }
        catch (FormatException e)
        {
            throw new WitnessException($"The record of the failover manager in {store}, annotation {LeaseContent.RecordAnnotation}, cannot be read: {e.Message} See docs/runbook.md.", e);
        }
    }

    public async Task SaveAsync(ClusterRecord record, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(CancellationToken.None);
        try
        {
            var held = Claim(timing.RequestLimit, cancellationToken);
            try
            {
                await WriteAsync(held, lease => LeaseContent.WithRecord(Hold(lease), record));
            }
            catch (LeaseException e)
            {
                End(held, $"the record may or may not have been kept: {e.Message}");
                throw;
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Require(TimeSpan limit) => Claim(limit, CancellationToken.None);

    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(CancellationToken.None);
        try
        {
            await WriteAsync(Claim(timing.RequestLimit, cancellationToken), Hold);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task WriteAsync(HeldLease held, Func<V1Lease, V1Lease> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            var sent = time.GetTimestamp();
            try
            {
                held.Renew(await store.ReplaceAsync(change(held.Lease), CancellationToken.None), sent);
                if (_election.IsBroken)
                {
                    Show(_election.Leader, null, "this manager leads", isBroken: false);
                }
                return;
            }
            catch (LeaseConflictException) when (attempt < Attempts)
            {
                var found = await store.ReadAsync(CancellationToken.None);
                if (found.Spec?.HolderIdentity != identity || LeaseContent.RecordOf(found) != LeaseContent.RecordOf(held.Lease))
                {
                    throw Lost(held);
                }
                held.Reread(found);
            }
            catch (LeaseConflictException)
            {
                throw Lost(held);
            }
        }
    }

    private NotLeaderException Lost(HeldLease held)
    {
        End(held, "somebody else has written to the Lease");
        return new($"{store} was changed by somebody else, so this manager leads no more");
    }

    private HeldLease Claim(TimeSpan limit, CancellationToken cancellationToken)
    {
        var held = _held;
        return held is null || held.IsOver || cancellationToken.IsCancellationRequested
            ? throw new NotLeaderException("this manager leads no more")
            : held.Remaining < limit ? throw new NotLeaderException($"{store} is held for {held.Remaining.TotalSeconds:0.0} s more, which may be too short") : held;
    }

    private void End(HeldLease held, string reason)
    {
        _held = null;
        held.Dispose();
        Show(null, LeaseContent.TryReadRecord(held.Lease), reason, _election.IsBroken);
        LogEnd(store, reason);
    }

    private V1Lease Hold(V1Lease lease) => LeaseContent.Hold(lease, identity, timing.Duration, time.GetUtcNow().UtcDateTime);

    private void Show(string? leader, ClusterRecord? record, string reason, bool isBroken)
    {
        if (isBroken && reason != _election.Reason)
        {
            LogBroken(reason);
        }
        _election = new(leader, record, reason, isBroken);
    }
}
