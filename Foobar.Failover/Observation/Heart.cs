using Foobar.MySql.Replication;

namespace Foobar.Failover.Observation;

/// <summary>
/// Writes through the open primary twice a second: a node that answers and does not commit is told from one that does, and
/// every replica shows how far it is behind.
/// </summary>
internal sealed class Heart(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(500);

    private CancellationTokenSource? _stop;
    private (MySqlNode Node, ulong Term)? _beating;
    private volatile bool _isPending;
    private long _lastBeat;
    private ulong _lastBeatTerm;

    /// <summary>Whether a write has been tried and none has succeeded since.</summary>
    public bool IsPending => _isPending;

    /// <summary>When the last write succeeded, as a timestamp of the time provider; 0 before the first.</summary>
    public long LastBeat => Volatile.Read(ref _lastBeat);

    /// <summary>The term in which it did.</summary>
    public ulong LastBeatTerm => Volatile.Read(ref _lastBeatTerm);

    /// <summary>Beats in this node from now on, or in none.</summary>
    public void BeatIn(MySqlNode? node, ulong term)
    {
        (MySqlNode, ulong)? wanted = node is null ? null : (node, term);
        if (_beating == wanted)
        {
            return;
        }
        _beating = wanted;
        _stop?.Cancel();
        _stop?.Dispose();
        _stop = null;
        _isPending = false;
        if (node is not null)
        {
            _stop = new();
            _ = RunAsync(node, term, _stop.Token);
        }
    }

    public void Dispose() => BeatIn(null, 0);

    private async Task RunAsync(MySqlNode node, ulong term, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                _isPending = true;
                try
                {
                    // Left behind when the primary changes: a commit that waits for an acknowledgement cannot be ended, and the
                    // connector, told to try, would wait for a frozen server.
                    await node.BeatAsync(term, CancellationToken.None).WaitAsync(cancellationToken);
                    _isPending = false;
                    Volatile.Write(ref _lastBeatTerm, term);
                    Volatile.Write(ref _lastBeat, time.GetTimestamp());
                }
                catch (Exception) when (!cancellationToken.IsCancellationRequested)
                {
                    // It stays pending.
                }
                await Task.Delay(s_interval, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Another primary, or none.
        }
    }
}
