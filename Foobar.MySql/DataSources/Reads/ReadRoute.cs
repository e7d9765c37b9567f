namespace Foobar.MySql;

/// <summary>Which node to ask, and why not the replica.</summary>
/// <param name="Node">The node; null when none can be asked.</param>
/// <param name="Role">What it is.</param>
/// <param name="Reason">Why the replica was left for it, or <c>none</c>. A name for metrics.</param>
internal readonly record struct ReadRoute(string? Node, string Role, string Reason)
{
    public const string Primary = "primary";
    public const string Replica = "replica";

    /// <summary>Chooses: pure.</summary>
    /// <param name="roles">Who does what.</param>
    /// <param name="left">Why this read has left the replica already, or null.</param>
    /// <param name="mustWait">Whether the replica is not known to have what the reader has written.</param>
    /// <param name="options">The limits.</param>
    public static ReadRoute Choose(PairRoles roles, string? left, bool mustWait, ReplicatedMySqlOptions options) => roles switch
    {
        { Primary: null } => new(roles.Replica, Replica, "none"),
        { Replica: null } => new(roles.Primary, Primary, "no_replica"),
        _ when left is not null => new(roles.Primary, Primary, left),
        { Lag: null } => new(roles.Primary, Primary, "lag_unknown"),
        _ when roles.Lag > options.MaxReplicaLag => new(roles.Primary, Primary, "lag"),
        _ when mustWait && roles.Lag > options.ConsistencyWait => new(roles.Primary, Primary, "consistency"),
        _ => new(roles.Replica, Replica, "none"),
    };
}
