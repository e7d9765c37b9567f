namespace Foobar.Web.Links.Following;

/// <summary>What is kept of a link to follow it: nothing of it ever changes but that it is deleted.</summary>
/// <param name="id">The link's id, by which it is counted.</param>
/// <param name="code">Its code.</param>
/// <param name="url">Where it leads.</param>
/// <param name="expiresAt">When it ends (UTC).</param>
/// <param name="readAt">When the read began that brought it, as a timestamp.</param>
internal sealed class FollowedLink(ulong id, string code, string url, DateTime? expiresAt, long readAt)
{
    private const int OverheadBytes = 300;

    public ulong Id { get; } = id;

    public string Code { get; } = code;

    public string Url { get; } = url;

    public DateTime? ExpiresAt { get; } = expiresAt;

    public long ReadAt { get; } = readAt;

    /// <summary>About what it takes in memory, with its place in the cache.</summary>
    public int Bytes => OverheadBytes + (sizeof(char) * (Code.Length + Url.Length));

    public bool IsExpiredAt(DateTime time) => ExpiresAt <= time;
}
