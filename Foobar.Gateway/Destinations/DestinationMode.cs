namespace Foobar.Gateway.Destinations;

/// <summary>What the operator wants of a destination, whatever its health (HAProxy's <c>set server … state</c>).</summary>
internal enum DestinationMode
{
    /// <summary>Takes requests while it is healthy.</summary>
    Ready,

    /// <summary>Finishes what it has and takes no new request; it is still probed.</summary>
    Drain,
}
