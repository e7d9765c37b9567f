using Foobar.Failover.Leadership;
using k8s.Models;

namespace Foobar.Failover.Kubernetes;

/// <summary>The Lease while this manager holds it, and the reign that depends on it.</summary>
internal sealed class HeldLease : IDisposable
{
    private readonly LeaseTiming _timing;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end;
    private long _renewed;
    private volatile V1Lease _lease;

    /// <param name="lease">As the API server has it.</param>
    /// <param name="timing">How long it lasts.</param>
    /// <param name="time">The clock.</param>
    /// <param name="sent">When it was asked for: it was written after that, and everybody else has seen it later still.</param>
    public HeldLease(V1Lease lease, LeaseTiming timing, TimeProvider time, long sent)
    {
        _timing = timing;
        _time = time;
        _renewed = sent;
        _lease = lease;
        _end = new(timing.Duration, time);
        Reign = new(_end.Token);
        Renew(lease, sent);
    }

    public Reign Reign { get; }

    public V1Lease Lease => _lease;

    /// <summary>For how long nobody else can hold it.</summary>
    public TimeSpan Remaining =>
        _timing.Duration - _timing.Margin - _time.GetElapsedTime(Volatile.Read(ref _renewed)) is { Ticks: > 0 } remaining ? remaining : TimeSpan.Zero;

    public bool IsOver => Reign.Ended.IsCancellationRequested || Remaining == TimeSpan.Zero;

    public void Renew(V1Lease lease, long sent)
    {
        _lease = lease;
        Volatile.Write(ref _renewed, sent);
        _end.CancelAfter(Remaining);
    }

    /// <summary>The same with what others have changed about it, which does not make it last longer.</summary>
    public void Reread(V1Lease lease) => _lease = lease;

    public void Dispose() => _ = EndAsync();

    // Whatever waits for the end goes on elsewhere: here the Lease is locked.
    private async Task EndAsync()
    {
        await _end.CancelAsync();
        _end.Dispose();
    }
}
