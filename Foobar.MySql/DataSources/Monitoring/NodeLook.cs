using Foobar.MySql.Replication;

namespace Foobar.MySql;

/// <summary>What a look at a node has shown.</summary>
/// <param name="Name">The node.</param>
/// <param name="Answer">What it said, or null if it said nothing or is fenced.</param>
/// <param name="IsFenced">Whether it lets no application in (<c>offline_mode</c>).</param>
/// <param name="Error">Why there is no answer.</param>
internal sealed record NodeLook(string Name, NodeAnswer? Answer, bool IsFenced = false, string? Error = null)
{
    public bool IsAlive => Answer is not null || IsFenced;

    public bool IsWritable => Answer is { IsReadOnly: false };

    public static NodeLook Fenced(string name) => new(name, null, IsFenced: true, "is fenced (offline_mode)");

    public static NodeLook Dead(string name, string error) => new(name, null, Error: error);
}

/// <summary>What a node said about itself.</summary>
/// <param name="ServerUuid">Its identity.</param>
/// <param name="IsReadOnly">Whether applications may not write to it.</param>
/// <param name="Term">The newest term in its data; 0 if there is none.</param>
/// <param name="Beat">The heartbeat in its data, by the primary's clock.</param>
/// <param name="Executed">The transactions that it has.</param>
internal sealed record NodeAnswer(Guid ServerUuid, bool IsReadOnly, ulong Term, DateTime? Beat, GtidSet Executed)
{
    /// <summary>
    /// The heartbeat that the other node had shown before this look began. A replica without lag has it too, so the
    /// difference is lag and not a matter of who was looked at first.
    /// </summary>
    public DateTime? PeerBeat { get; init; }
}
