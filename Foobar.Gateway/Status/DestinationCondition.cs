namespace Foobar.Gateway.Status;

/// <summary>What a destination is doing, for people: the first of these that holds, from the operator's will to its health.</summary>
public enum DestinationCondition
{
    /// <summary>The operator drains it.</summary>
    Drain,

    /// <summary>Its probes fail, or it says that it is draining itself.</summary>
    Down,

    /// <summary>Its requests failed, so that it gets none for a while.</summary>
    Ejected,

    /// <summary>It came back a moment ago and gets less than its share.</summary>
    Warming,

    /// <summary>It takes requests.</summary>
    Up,
}
