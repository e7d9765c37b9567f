namespace Foobar.Hosting.Dashboard.Telemetry;

/// <summary>
/// Numbered items of which the oldest make room for new ones, by their number and by their size. The numbers have no gap, so
/// an item is found by its number without a search. Not safe for several threads.
/// </summary>
/// <param name="capacity">How many items are kept.</param>
/// <param name="maxBytes">How many bytes they may have together, by <paramref name="sizeOf"/>.</param>
/// <param name="sizeOf">Estimates the bytes of an item.</param>
/// <param name="dropped">Is told of each item that had to go.</param>
internal sealed class RingStore<T>(int capacity, long maxBytes, Func<T, long> sizeOf, Action<T> dropped)
    where T : class
{
    private readonly T?[] _slots = new T?[capacity];
    private long _bytes;

    /// <summary>The number of the oldest item; <see cref="Next"/> when there is none.</summary>
    public long First { get; private set; } = 1;

    /// <summary>The number that the next item gets.</summary>
    public long Next { get; private set; } = 1;

    public int Count => (int)(Next - First);

    public T? Find(long number) => number >= First && number < Next ? this[number] : null;

    public void Add(T item)
    {
        if (Count == capacity)
        {
            DropOldest();
        }

        this[Next++] = item;
        Grow(sizeOf(item));
    }

    public void Replace(long number, T item)
    {
        var before = sizeOf(this[number]!);
        this[number] = item;
        Grow(sizeOf(item) - before);
    }

    public void DropOldest()
    {
        var item = this[First]!;
        this[First++] = null;
        _bytes -= sizeOf(item);
        dropped(item);
    }

    /// <summary>All items, the oldest first.</summary>
    public T[] ToArray()
    {
        var items = new T[Count];
        var start = (int)(First % capacity);
        var beforeEnd = Math.Min(items.Length, capacity - start);
        Array.Copy(_slots, start, items, 0, beforeEnd);
        Array.Copy(_slots, 0, items, beforeEnd, items.Length - beforeEnd);
        return items;
    }

    private T? this[long number]
    {
        get => _slots[number % capacity];
        set => _slots[number % capacity] = value;
    }

    // What came last stays, however large it is: it is what somebody looks for.
    private void Grow(long bytes)
    {
        _bytes += bytes;
        while (_bytes > maxBytes && Count > 1)
        {
            DropOldest();
        }
    }
}
