using Foobar.MySql.Replication;

namespace Foobar.Failover.Observation;

/// <summary>Looks at one node again and again; the other one's silence does not hold it up.</summary>
internal sealed class NodeObserver(MySqlNode node, TimeProvider time, Action changed)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Signal _soon = new(time);
    private volatile Look? _last;
    private long _pendingSince;

    /// <summary>The last look that has ended, or <see langword="null"/> before the first.</summary>
    public Look? Last => _last;

    /// <summary>For how long the present look has been under way; zero between looks.</summary>
    public TimeSpan Pending => Volatile.Read(ref _pendingSince) is > 0 and var since ? time.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>Looks at once instead of after the interval.</summary>
    public void LookSoon() => _soon.Give();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var started = time.GetTimestamp();
            Volatile.Write(ref _pendingSince, started);
            _last = await LookAsync(started, cancellationToken);
            Volatile.Write(ref _pendingSince, 0);
            changed();

            await _soon.WaitAsync(Interval - time.GetElapsedTime(started), cancellationToken);
        }
    }

    private async Task<Look> LookAsync(long started, CancellationToken cancellationToken)
    {
        try
        {
            // A frozen node lets a connection be made and then says nothing; the connector, told to stop, would wait for it.
            var seen = await node.ObserveAsync(CancellationToken.None).WaitAsync(node.Timeout + Interval, time, cancellationToken);
            if (seen.State is not null)
            {
                await node.KeepReserveAsync(CancellationToken.None).WaitAsync(node.Timeout, time, cancellationToken);
            }
            return new(seen.State, seen.Error, seen.IsRefused, started);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Also what the connector throws when a connection is lost in an odd moment.
            return new(null, "does not answer", false, started);
        }
    }
}
