namespace Foobar.MySql.Topology;

/// <summary>How the primary of a term commits, and so which nodes hold every acknowledged write.</summary>
public enum ClusterMode
{
    /// <summary>
    /// A primary is chosen and not opened yet: nothing was acknowledged in this term, and whatever was before it is on the
    /// new primary.
    /// </summary>
    Promoting,

    /// <summary>Each commit waits for the replica's acknowledgement, so both nodes hold every acknowledged write.</summary>
    Paired,

    /// <summary>The primary commits alone: the other node lacks acknowledged writes and must not be opened.</summary>
    Alone,
}
