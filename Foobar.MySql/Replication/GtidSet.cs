using System.Globalization;
using System.Text;

namespace Foobar.MySql.Replication;

/// <summary>
/// A set of global transaction identifiers, as MySQL writes it in <c>gtid_executed</c>:
/// <c>uuid:1-5:7,uuid:tag:1-3</c>. Tags are those of MySQL 8.3 and newer.
/// </summary>
/// <remarks>Immutable. The order of nodes and intervals in the text does not matter.</remarks>
public sealed class GtidSet : IEquatable<GtidSet>
{
    // Keyed by "uuid" or "uuid:tag"; the intervals are sorted, apart from each other, both ends included.
    private readonly SortedDictionary<string, List<(long First, long Last)>> _intervals;

    private GtidSet(SortedDictionary<string, List<(long, long)>> intervals) => _intervals = intervals;

    /// <summary>The set without a transaction.</summary>
    public static GtidSet Empty { get; } = new(new(StringComparer.Ordinal));

    /// <summary>Whether the set has no transaction.</summary>
    public bool IsEmpty => _intervals.Count == 0;

    /// <summary>The number of transactions.</summary>
    public long Count => _intervals.Values.Sum(list => list.Sum(interval => interval.Last - interval.First + 1));

    /// <summary>Reads a set in MySQL's notation; the empty string is the empty set.</summary>
    /// <exception cref="FormatException"><paramref name="text"/> is not a GTID set.</exception>
    public static GtidSet Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var intervals = new SortedDictionary<string, List<(long, long)>>(StringComparer.Ordinal);

        foreach (var source in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var items = source.Split(':', StringSplitOptions.TrimEntries);
            if (items.Length < 2 || !Guid.TryParseExact(items[0], "D", out var uuid))
            {
                throw new FormatException($"'{source}' is not a GTID set.");
            }

            var key = uuid.ToString("D");
            foreach (var item in items.Skip(1))
            {
                if (item.Length > 0 && (char.IsAsciiLetter(item[0]) || item[0] == '_'))
                {
                    // A tag holds for the intervals after it.
                    key = $"{uuid:D}:{item.ToLowerInvariant()}";
                    continue;
                }

                if (!intervals.TryGetValue(key, out var list))
                {
                    intervals[key] = list = [];
                }
                list.Add(ParseInterval(item));
            }
        }

        foreach (var key in intervals.Keys.ToList())
        {
            intervals[key] = Normalize(intervals[key]);
        }
        return new(intervals);
    }

    /// <summary>Whether every transaction of <paramref name="other"/> is in this set.</summary>
    public bool Contains(GtidSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Except(this).IsEmpty;
    }

    /// <summary>The transactions of both sets.</summary>
    public GtidSet Union(GtidSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Combine(other, (mine, theirs) => Normalize([.. mine, .. theirs]));
    }

    /// <summary>The transactions of this set that are not in <paramref name="other"/> (MySQL's <c>GTID_SUBTRACT</c>).</summary>
    public GtidSet Except(GtidSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Combine(other, Subtract);
    }

    /// <summary>The transactions that did not originate on the server <paramref name="serverUuid"/>.</summary>
    public GtidSet WithoutSource(Guid serverUuid)
    {
        var prefix = serverUuid.ToString("D");
        var rest = _intervals.Where(pair => !pair.Key.StartsWith(prefix, StringComparison.Ordinal));
        return new(new(rest.ToDictionary(), StringComparer.Ordinal));
    }

    /// <summary>The transactions that originated on the server <paramref name="serverUuid"/>, whatever their tags.</summary>
    public GtidSet OfSource(Guid serverUuid) => Except(WithoutSource(serverUuid));

    /// <summary>The last transaction of each server and tag.</summary>
    public GtidSet Newest()
    {
        var newest = new SortedDictionary<string, List<(long, long)>>(StringComparer.Ordinal);
        foreach (var (source, list) in _intervals)
        {
            newest[source] = [(list[^1].Last, list[^1].Last)];
        }
        return new(newest);
    }

    /// <inheritdoc />
    public bool Equals(GtidSet? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as GtidSet);

    /// <inheritdoc />
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The set in a form that MySQL reads, one part for each server and tag.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (source, list) in _intervals)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(source);
            foreach (var (first, last) in list)
            {
                text.Append(CultureInfo.InvariantCulture, $":{first}");
                if (last > first)
                {
                    text.Append(CultureInfo.InvariantCulture, $"-{last}");
                }
            }
        }
        return text.ToString();
    }

    private static (long, long) ParseInterval(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var valid = long.TryParse(dash < 0 ? text : text[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var first);
        var last = first;
        valid = valid && (dash < 0 || long.TryParse(text[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out last));
        return valid && first > 0 && last >= first ? (first, last) : throw new FormatException($"'{text}' is not a GTID interval.");
    }

    private GtidSet Combine(GtidSet other, Func<List<(long, long)>, List<(long, long)>, List<(long, long)>> operation)
    {
        var result = new SortedDictionary<string, List<(long, long)>>(StringComparer.Ordinal);
        foreach (var key in _intervals.Keys.Union(other._intervals.Keys))
        {
            var list = operation(_intervals.GetValueOrDefault(key) ?? [], other._intervals.GetValueOrDefault(key) ?? []);
            if (list.Count > 0)
            {
                result[key] = list;
            }
        }
        return new(result);
    }

    private static List<(long, long)> Normalize(List<(long First, long Last)> list)
    {
        var result = new List<(long First, long Last)>();
        foreach (var interval in list.Order())
        {
            if (result.Count > 0 && interval.First <= result[^1].Last + 1)
            {
                result[^1] = (result[^1].First, Math.Max(result[^1].Last, interval.Last));
            }
            else
            {
                result.Add(interval);
            }
        }
        return result;
    }

    private static List<(long, long)> Subtract(List<(long First, long Last)> from, List<(long First, long Last)> what)
    {
        var result = new List<(long, long)>();
        foreach (var (first, last) in from)
        {
            var next = first;
            foreach (var hole in what.Where(hole => hole.Last >= first && hole.First <= last))
            {
                if (hole.First > next)
                {
                    result.Add((next, hole.First - 1));
                }
                next = hole.Last + 1;
            }
            if (next <= last)
            {
                result.Add((next, last));
            }
        }
        return result;
    }
}
