using Foobar.Hosting.Dashboard.Telemetry;

namespace Foobar.Tests.Hosting.Dashboard.Telemetry;

public sealed class RingStoreTests
{
    private readonly List<string> _dropped = [];

    [Fact]
    public void Add_MoreThanCapacity_DropsTheOldest()
    {
        var ring = Ring(capacity: 3, maxBytes: 1_000);

        Array.ForEach(["a", "b", "c", "d", "e"], ring.Add);

        Assert.Equal(["c", "d", "e"], ring.ToArray());
        Assert.Equal(["a", "b"], _dropped);
        Assert.Equal(3, ring.First);
        Assert.Equal("d", ring.Find(4));
        Assert.Null(ring.Find(2));
        Assert.Null(ring.Find(6));
    }

    [Fact]
    public void Add_MoreBytesThanAllowed_DropsTheOldestButNotTheLast()
    {
        var ring = Ring(capacity: 10, maxBytes: 10);

        Array.ForEach(["aaaa", "bbbb", "cccc"], ring.Add);
        Assert.Equal(["bbbb", "cccc"], ring.ToArray());

        ring.Add(new string('d', 50));
        Assert.Equal([new string('d', 50)], ring.ToArray());
        Assert.Equal(["aaaa", "bbbb", "cccc"], _dropped);
    }

    [Fact]
    public void Replace_LargerItem_CountsItsBytes()
    {
        var ring = Ring(capacity: 10, maxBytes: 10);
        Array.ForEach(["a", "b", "c"], ring.Add);

        ring.Replace(2, "bbbbbbbbb");

        Assert.Equal(["bbbbbbbbb", "c"], ring.ToArray());
    }

    private RingStore<string> Ring(int capacity, long maxBytes) => new(capacity, maxBytes, text => text.Length, _dropped.Add);
}
