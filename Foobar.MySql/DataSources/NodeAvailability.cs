namespace Foobar.MySql;

/// <summary>Remembers that a node is down, so that not every caller pays the time-out, and lets one in a while try again.</summary>
internal sealed class NodeAvailability(TimeSpan retryInterval, TimeProvider time)
{
    private readonly Lock _lock = new();
    private bool _down;
    private long _lastAttempt;

    /// <summary>True while the node is up; while it is down, true for one caller every retry interval.</summary>
    public bool ShouldTry()
    {
        lock (_lock)
        {
            if (_down && time.GetElapsedTime(_lastAttempt) < retryInterval)
            {
                return false;
            }

            _lastAttempt = time.GetTimestamp();
            return true;
        }
    }

    /// <returns>True on the change from down to up.</returns>
    public bool MarkUp()
    {
        lock (_lock)
        {
            var changed = _down;
            _down = false;
            return changed;
        }
    }

    /// <returns>True on the change from up to down.</returns>
    public bool MarkDown()
    {
        lock (_lock)
        {
            var changed = !_down;
            _down = true;
            _lastAttempt = time.GetTimestamp();
            return changed;
        }
    }
}
