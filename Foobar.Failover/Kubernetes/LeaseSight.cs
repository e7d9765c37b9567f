using k8s.Models;

namespace Foobar.Failover.Kubernetes;

/// <summary>
/// Whether a lease has run out, by this machine's own clock alone: it has when nobody has written to it for as long as it
/// lasts, seen from here. What the holder's clock said when it wrote does not count.
/// </summary>
internal sealed class LeaseSight(LeaseTiming timing, TimeProvider time)
{
    private string? _version;
    private long _since;

    /// <summary>Takes note of the lease as it was read now.</summary>
    public void See(V1Lease lease)
    {
        if (_version is null || _version != lease.Metadata.ResourceVersion)
        {
            _version = lease.Metadata.ResourceVersion;
            _since = time.GetTimestamp();
        }
    }

    /// <summary>Whether nobody holds the lease that was seen last.</summary>
    public bool IsFree(V1Lease lease) => string.IsNullOrEmpty(lease.Spec?.HolderIdentity) || time.GetElapsedTime(_since) >= DurationOf(lease);

    // The holder counts on what it has written.
    private TimeSpan DurationOf(V1Lease lease) =>
        lease.Spec?.LeaseDurationSeconds is > 0 and var seconds && TimeSpan.FromSeconds(seconds) > timing.Duration ? TimeSpan.FromSeconds(seconds) : timing.Duration;
}
