using Microsoft.Extensions.Caching.Memory;

namespace Foobar.Web.Links.Following;

/// <summary>
/// Copies of the links that are followed most, bounded in bytes. A copy is used for a second; after that only while no
/// database answers. None is used that this server cannot know not to be deleted.
/// </summary>
internal sealed class LinkCache(DeletionLog deletions, TimeProvider time) : IDisposable
{
    /// <summary>Short, so that it matters little that a copy exists, and long enough that a link in everybody's hands costs one read.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    /// <summary>How long links are followed without a database.</summary>
    public static readonly TimeSpan LifetimeWithoutDatabase = TimeSpan.FromHours(1);

    public const long MaxBytes = 32 * 1024 * 1024;

    private readonly MemoryCache _copies = new(new MemoryCacheOptions { SizeLimit = MaxBytes, TrackStatistics = true });

    /// <summary>About what the copies take in memory.</summary>
    public long Bytes => _copies.GetCurrentStatistics()?.CurrentEstimatedSize ?? 0;

    /// <summary>Finds a copy that may be used without asking a database. Allocates nothing.</summary>
    public FollowedLink? Find(ReadOnlySpan<char> code) =>
        _copies.TryGetValue(code, out var value) && value is FollowedLink link
        && time.GetElapsedTime(link.ReadAt) < Lifetime && deletions.IsComplete
            ? link
            : null;

    /// <summary>Finds a copy that may be used although no database answers.</summary>
    public FollowedLink? FindWithoutDatabase(string code) =>
        _copies.TryGetValue(code, out FollowedLink? link) && deletions.IsCompleteWithoutDatabase ? link : null;

    /// <summary>Keeps a copy.</summary>
    public void Add(FollowedLink link)
    {
        _copies.Set(link.Code, link, new MemoryCacheEntryOptions
        {
            AbsoluteExpirationRelativeToNow = LifetimeWithoutDatabase,
            Size = link.Bytes,
        });

        // Whoever deletes notes that first and removes the copy then: one of the two sees what the other has done.
        if (deletions.Contains(link.Code))
        {
            _copies.Remove(link.Code);
        }
    }

    public void Remove(string code) => _copies.Remove(code);

    public void Dispose() => _copies.Dispose();
}
