namespace Foobar.Failover.Kubernetes;

/// <summary>Everything that follows from how long a lease lasts.</summary>
internal sealed class LeaseTiming(TimeSpan duration)
{
    public TimeSpan Duration => duration;

    /// <summary>How often the leader renews: one renewal may fail without consequence.</summary>
    public TimeSpan RenewEvery => duration / 4;

    /// <summary>How often a standby looks whether there is a leader.</summary>
    public TimeSpan LookEvery => duration / 8;

    /// <summary>How long a request may take.</summary>
    public TimeSpan RequestLimit => duration / 4;

    /// <summary>The leader stops this much before anybody else may begin: clocks do not run at quite the same rate.</summary>
    public TimeSpan Margin => duration / 8;
}
