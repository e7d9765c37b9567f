namespace Foobar.Chaos.Load;

/// <summary>What the site owes: every acknowledged link, in the order of the answers.</summary>
internal sealed class Ledger
{
    private readonly Lock _lock = new();
    private readonly List<Acknowledgement> _links = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _links.Count;
            }
        }
    }

    /// <summary>Adds a link.</summary>
    public void Add(Acknowledgement link)
    {
        lock (_lock)
        {
            _links.Add(link);
        }
    }

    /// <summary>The links from a position on.</summary>
    public IReadOnlyList<Acknowledgement> From(int position)
    {
        lock (_lock)
        {
            return _links[position..];
        }
    }

    /// <summary>The newest link, if any.</summary>
    public Acknowledgement? Newest()
    {
        lock (_lock)
        {
            return _links.Count == 0 ? null : _links[^1];
        }
    }

    /// <summary>Any link that is at least this old, if there is one.</summary>
    public Acknowledgement? Pick(Random random, TimeSpan age)
    {
        var latest = Clock.Now - age;
        lock (_lock)
        {
            // Answers are added as they come, so a half that is old enough is a prefix.
            int low = 0, high = _links.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = _links[middle].EndedAt <= latest ? (middle + 1, high) : (low, middle);
            }

            return low == 0 ? null : _links[random.Next(low)];
        }
    }
}
