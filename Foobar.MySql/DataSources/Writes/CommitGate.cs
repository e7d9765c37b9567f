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

    /// <summary>A commit was given up unanswered: from now on writes ask before they add another.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            _acknowledged = null;
        }
    }

    /// <summary>Whether a commit would be answered. Costs a query only after one was not.</summary>
    public async ValueTask<bool> MayPassAsync(MySqlNodeConnection connection)
    {
        if (!_isClosed)
        {
            return true;
        }

        var status = await SemiSyncStatus.ReadAsync(connection);
        lock (_lock)
        {
            _isClosed = status.IsStalled(_acknowledged);
            _acknowledged = status.Acknowledged;
            return !_isClosed;
        }
    }
}
