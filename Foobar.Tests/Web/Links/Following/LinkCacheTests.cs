using System.Globalization;
using Foobar.Web.Links.Following;
using Microsoft.Extensions.Time.Testing;

namespace Foobar.Tests.Web.Links.Following;

public sealed class LinkCacheTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly DeletionLog _deletions;
    private readonly LinkCache _cache;

    public LinkCacheTests()
    {
        _deletions = new(_time);
        _cache = new(_deletions, _time);
        _deletions.Told(_time.GetTimestamp());
    }

    public void Dispose() => _cache.Dispose();

    [Fact]
    public void Find_WithinItsLifetime_IsTheCopy()
    {
        var link = Add("abc");

        _time.Advance(LinkCache.Lifetime - TimeSpan.FromMilliseconds(1));
        Assert.Same(link, _cache.Find("abc"));
        Assert.Null(_cache.Find("ABC"));

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(_cache.Find("abc"));
        Assert.Same(link, _cache.FindWithoutDatabase("abc"));
    }

    [Fact]
    public void Find_NotToldOfDeletes_IsNothing()
    {
        _time.Advance(DeletionLog.NoticePeriod);
        Add("abc");

        Assert.Null(_cache.Find("abc"));
        Assert.Null(_cache.FindWithoutDatabase("abc"));
    }

    [Fact]
    public void Add_LinkKnownToBeDeleted_IsNotKept()
    {
        // A read that was on its way while the link was deleted, or of a replica that has not heard of it.
        _deletions.Add("abc");
        Add("abc");

        Assert.Null(_cache.Find("abc"));
        Assert.Null(_cache.FindWithoutDatabase("abc"));
    }

    [Fact]
    public void Find_ACopyThatIsThere_AllocatesNothing()
    {
        Add("abc");
        Assert.NotNull(_cache.Find("abc"));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            _ = _cache.Find("abc");
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Add_MoreThanFits_StaysWithinItsBytes()
    {
        var url = "https://example.com/" + new string('a', 2000);
        for (var i = 0; i < 20_000; i++)
        {
            _cache.Add(new FollowedLink(1, i.ToString(CultureInfo.InvariantCulture), url, null, _time.GetTimestamp()));
        }

        Assert.InRange(_cache.Bytes, 1, LinkCache.MaxBytes);
    }

    private FollowedLink Add(string code)
    {
        var link = new FollowedLink(1, code, "https://example.com/", null, _time.GetTimestamp());
        _cache.Add(link);
        return link;
    }
}
