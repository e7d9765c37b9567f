using Foobar.MySql.Replication;

namespace Foobar.Failover.Observation;

/// <summary>A finished look at a node.</summary>
/// <param name="State">What it said, or <see langword="null"/>.</param>
/// <param name="Error">Why it said nothing.</param>
/// <param name="IsRefused">Whether nobody listens at its address.</param>
/// <param name="Started">When the question was asked, as a timestamp of the time provider.</param>
internal sealed record Look(NodeState? State, string? Error, bool IsRefused, long Started);
