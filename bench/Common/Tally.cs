using System.Collections.Concurrent;

namespace Foobar.Bench;

/// <summary>Counts what happened, by kind.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    public int Total => _counts.Values.Sum();

    public void Add(string kind) => _counts.AddOrUpdate(kind, 1, (_, count) => count + 1);

    public IReadOnlyDictionary<string, int> ToDictionary() => new SortedDictionary<string, int>(_counts, StringComparer.Ordinal);
}
