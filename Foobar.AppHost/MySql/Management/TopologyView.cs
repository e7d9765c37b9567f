using Foobar.MySql.Topology;

namespace Foobar.AppHost.MySql.Management;

/// <summary>What is known of a pair here: what its failover manager said last, and whether it still says something.</summary>
/// <param name="Topology">The manager's last answer; <see langword="null"/> before the first.</param>
/// <param name="Silence">Why the manager does not answer now; a whole sentence, and <see langword="null"/> while it does.</param>
internal sealed record TopologyView(ClusterTopology? Topology, string? Silence)
{
    /// <summary>The view before the manager was asked.</summary>
    public static TopologyView Unknown { get; } = new(null, "the failover manager was not asked yet");
}

/// <summary>Holds the view that health checks and the dashboard share.</summary>
internal sealed class TopologyHolder
{
    private volatile TopologyView _view = TopologyView.Unknown;

    public TopologyView View
    {
        get => _view;
        set => _view = value;
    }
}
