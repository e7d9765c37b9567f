namespace Foobar.MySql;

/// <summary>
/// Keeps writes from piling up on a node whose commits are not acknowledged. A commit that waits keeps its session on the
/// server even when its client has gone, and nothing can kill it.
/// </summary>
internal sealed class CommitGate
{
    private readonly Lock _lock = new();
    private volatile bool _isClosed;
    private long? _acknowledged;
    private object? _trial;

    /// <summary>A commit was given up unanswered: from now on writes ask before they add another.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            _acknowledged = null;
            _trial = null;
        }
    }

    /// <summary>Whether a commit may be tried. Costs a query only after one was not answered.</summary>
    /// <remarks>The server may look well before it notices that its replica is gone, so one write at a time finds out.</remarks>
    public async ValueTask<bool> MayPassAsync(MySqlNodeConnection connection, object write)
    {
        if (!_isClosed)
        {
            return true;
        }

        if (_trial is not null)
        {
            return false;
        }

        var status = await SemiSyncStatus.ReadAsync(connection);
        lock (_lock)
        {
            var isStalled = status.IsStalled(_acknowledged);
            _acknowledged = status.Acknowledged;
            if (_isClosed && (isStalled || _trial is not null))
            {
                return false;
            }

            _trial = write;
            return true;
        }
    }

    /// <summary>A write has ended. If it was answered, so will others be.</summary>
    public void Leave(object write, bool isAnswered)
    {
        lock (_lock)
        {
            if (isAnswered)
            {
                _isClosed = false;
            }

            if (isAnswered || _trial == write)
            {
                _trial = null;
            }
        }
    }
}
