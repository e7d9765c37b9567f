using Foobar.Failover.Leadership;

namespace Foobar.Failover.Kubernetes;

/// <content>How the Lease is won, kept and given back.</content>
internal sealed partial class LeaseElection
{
    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (_held is { IsOver: false } held)
            {
                End(held, "it stops");
                await store.ReplaceAsync(LeaseContent.Release(held.Lease), cancellationToken);
            }
        }
        catch (Exception e) when (e is LeaseException or LeaseConflictException or OperationCanceledException)
        {
            // It runs out.
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        base.Dispose();
        _held?.Dispose();
        _writing.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var isLeader = await StepAsync();
                await Task.Delay(isLeader ? timing.RenewEvery : timing.LookEvery, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // StopAsync does the rest.
        }
    }

    // Nothing in it is cancelled: a write that was given up may still arrive.
    private async Task<bool> StepAsync()
    {
        await _writing.WaitAsync(CancellationToken.None);
        try
        {
            if (_held is { } held)
            {
                if (!held.IsOver)
                {
                    await WriteAsync(held, Hold);
                    return true;
                }
                End(held, "the Lease could not be renewed in time");
            }
            return await TryBeginAsync();
        }
        catch (NotLeaderException)
        {
            return false;
        }
        catch (Exception e) when (e is LeaseException or LeaseConflictException)
        {
            // Whoever was faster is seen next time.
            Show(_election.Leader, _election.Record, e is LeaseException ? $"{e.Message}, so nobody can be elected" : "another manager was faster", e is LeaseException);
            return Reign is not null;
        }
        catch (Exception e)
        {
            // Whatever it was, a pair without a leader would be worse.
            LogUnexpected(e);
            return Reign is not null;
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<bool> TryBeginAsync()
    {
        var lease = await store.ReadAsync(CancellationToken.None);
        _sight.See(lease);
        if (lease.Spec?.HolderIdentity != identity && !_sight.IsFree(lease))
        {
            var leader = LeaseContent.PodOf(lease);
            Show(leader, LeaseContent.TryReadRecord(lease), $"{leader} leads and this manager stands by", isBroken: false);
            return false;
        }

        var sent = time.GetTimestamp();
        var written = await store.ReplaceAsync(Hold(lease), CancellationToken.None);
        var held = new HeldLease(written, timing, time, sent);
        _held = held;
        Show(LeaseContent.PodOf(written), null, "this manager leads", isBroken: false);
        LogBegin(store, LeaseContent.PodOf(written)!);
        return true;
    }
}
