using System.Collections.Concurrent;

namespace Foobar.Web.Links.Following;

/// <summary>
/// The links that this server knows to be deleted, and up to when it knows all of them. A delete is acknowledged only
/// <see cref="NoticePeriod"/> after its commit, so whoever was told within that time knows of every acknowledged one.
/// </summary>
internal sealed class DeletionLog(TimeProvider time)
{
    /// <summary>Time for each server to hear of a delete. The same on every server.</summary>
    public static readonly TimeSpan NoticePeriod = TimeSpan.FromSeconds(2);

    /// <summary>How long a delete is remembered: longer than a read may be behind that brings the link back.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, long> _codes = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    // Replaced as a whole, so that readers see one state.
    private volatile Knowledge _knowledge = new(null, null);

    /// <summary>Whether it knows of every delete that may have been acknowledged by now.</summary>
    public bool IsComplete => _knowledge.CompleteUpTo is { } upTo && time.GetElapsedTime(upTo) < NoticePeriod;

    /// <summary>
    /// Whether it knows of every acknowledged delete, if it is right that no database has answered since: it found out within
    /// the notice period, and without a primary nothing is acknowledged.
    /// </summary>
    public bool IsCompleteWithoutDatabase =>
        IsComplete || (_knowledge is { CompleteUpTo: { } upTo, FailedAt: { } failedAt } && time.GetElapsedTime(upTo, failedAt) < NoticePeriod);

    /// <summary>For how long it has not been told; null if it never was.</summary>
    public TimeSpan? Silence => _knowledge.CompleteUpTo is { } upTo ? time.GetElapsedTime(upTo) : null;

    public bool Contains(string code) => _codes.ContainsKey(code);

    public void Add(string code) => _codes[code] = time.GetTimestamp();

    /// <summary>The primary has told of all deletes up to this time.</summary>
    public void Told(long upTo)
    {
        lock (_lock)
        {
            _knowledge = new(upTo, null);
        }

        Trim();
    }

    /// <summary>No primary has told anything.</summary>
    public void NotTold()
    {
        lock (_lock)
        {
            _knowledge = _knowledge with { FailedAt = _knowledge.FailedAt ?? time.GetTimestamp() };
        }
    }

    private void Trim()
    {
        foreach (var (code, knownSince) in _codes)
        {
            if (time.GetElapsedTime(knownSince) > Memory)
            {
                // Not if it was heard of again at this moment.
                _codes.TryRemove(new(code, knownSince));
            }
        }
    }

    private sealed record Knowledge(long? CompleteUpTo, long? FailedAt);
}
