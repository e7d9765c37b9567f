namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>Values by time, of which the oldest make room; it takes no more memory than it has values.</summary>
internal sealed class TimedRing<T>(int capacity)
{
    private const int InitialSize = 8;

    private (long Time, T Value)[] _items = [];
    private int _start;

    public int Count { get; private set; }

    // So that the last is [^1].
    public int Length => Count;

    public (long Time, T Value) this[int index]
    {
        get => _items[(_start + index) % _items.Length];
        set => _items[(_start + index) % _items.Length] = value;
    }

    public void Add((long Time, T Value) item)
    {
        if (Count == capacity)
        {
            RemoveFirst();
        }
        else if (Count == _items.Length)
        {
            Resize();
        }

        Count++;
        this[Count - 1] = item;
    }

    public void RemoveBefore(long time)
    {
        while (Count > 0 && this[0].Time < time)
        {
            RemoveFirst();
        }
    }

    /// <returns>The index of the last value at or before a moment; -1 if there is none.</returns>
    public int LastIndexAt(long time)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (this[middle].Time <= time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    private void RemoveFirst()
    {
        this[0] = default;
        _start = (_start + 1) % _items.Length;
        Count--;
    }

    private void Resize()
    {
        var items = new (long, T)[Math.Min(capacity, Math.Max(InitialSize, _items.Length * 2))];
        for (var i = 0; i < Count; i++)
        {
            items[i] = this[i];
        }

        (_items, _start) = (items, 0);
    }
}
