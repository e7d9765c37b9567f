namespace Foobar.Chaos.Network;

/// <summary>What a link does with what is sent over it.</summary>
internal enum LinkMode
{
    /// <summary>It relays.</summary>
    Pass,

    /// <summary>Nothing arrives any more, and neither side is told: connections stay open, new ones hear nothing.</summary>
    Drop,

    /// <summary>All connections are reset, new ones at once.</summary>
    Refuse,
}
