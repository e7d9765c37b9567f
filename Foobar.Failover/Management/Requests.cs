using System.Diagnostics;
using Foobar.Failover.Witness;

namespace Foobar.Failover.Management;

/// <summary>What people have asked for and has not begun yet.</summary>
internal sealed class Requests
{
    private volatile string? _switchover;
    private volatile string? _rejoin;

    /// <summary>The node that is to become the primary.</summary>
    public string? Switchover => _switchover;

    /// <summary>The trace in which the switchover was asked for last, if it was traced.</summary>
    public ActivityContext? Origin { get; private set; }

    /// <summary>The node that is to be cloned.</summary>
    public string? Rejoin => _rejoin;

    /// <returns>False while another request is under way.</returns>
    public bool TrySwitchOver(string node)
    {
        if (Interlocked.CompareExchange(ref _switchover, node, null) is not null)
        {
            return false;
        }
        Origin = Activity.Current?.Context;
        return true;
    }

    public void RequestRejoin(string node) => _rejoin = node;

    public void GiveUpSwitchover() => _switchover = null;

    /// <summary>Whoever leads next is asked anew.</summary>
    public void GiveUpAll() => (_switchover, _rejoin) = (null, null);

    /// <summary>A change of the primary, for whatever reason, settles a switchover.</summary>
    public void Recorded(ClusterRecord record)
    {
        if (_switchover is not null && record.Primary == _switchover)
        {
            _switchover = null;
        }
    }

    public void RejoinStarted(string node)
    {
        if (_rejoin == node)
        {
            _rejoin = null;
        }
    }
}
