using Foobar.Failover.Witness;
using Foobar.MySql.Replication;

namespace Foobar.Failover.Leadership;

/// <summary>Which manager acts: of several, one leads and the others stand by.</summary>
internal interface ILeadership : IChangePermit
{
    /// <summary>The present time of leading, or <see langword="null"/> while this manager stands by.</summary>
    Reign? Reign { get; }

    /// <summary>What is known of the election, or <see langword="null"/> where there is none to be had.</summary>
    ElectionStatus? Election { get; }
}

/// <summary>What a manager knows of the election.</summary>
/// <param name="Leader">The manager that leads, or <see langword="null"/> if none is known to.</param>
/// <param name="Record">The leader's record as last seen.</param>
/// <param name="Reason">Why this manager does not lead, or why it does: one sentence without a full stop.</param>
/// <param name="IsBroken">Whether nobody can be elected, as far as can be seen from here.</param>
internal sealed record ElectionStatus(string? Leader, ClusterRecord? Record, string Reason, bool IsBroken);
