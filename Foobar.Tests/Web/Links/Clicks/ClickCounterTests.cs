using System.Diagnostics;
using Foobar.Web.Links.Clicks;
using Microsoft.Extensions.Time.Testing;

namespace Foobar.Tests.Web.Links.Clicks;

public sealed class ClickCounterTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 31, 23, 59, 59, TimeSpan.Zero));
    private readonly ClickCounter _counter;

    public ClickCounterTests() => _counter = new(_time);

    [Fact]
    public void Take_AfterClicks_HasThemByLinkAndDayInOrderAndOnce()
    {
        _counter.Count(2);
        _counter.Count(1);
        _counter.Count(17);
        _counter.Count(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        _counter.Count(1);

        Assert.Equal(
            [
                new LinkClicks(1, new DateOnly(2030, 1, 31), 2),
                new LinkClicks(1, new DateOnly(2030, 2, 1), 1),
                new LinkClicks(2, new DateOnly(2030, 1, 31), 1),
                new LinkClicks(17, new DateOnly(2030, 1, 31), 1),
            ],
            _counter.Take().Clicks);
        Assert.Empty(_counter.Take().Clicks);
    }

    [Fact]
    public async Task Count_FromManyThreadsWhileTaken_LosesNone()
    {
        var taken = 0L;
        var counting = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 50_000; i++)
            {
                _counter.Count((ulong)(i % 100));
            }
        })));
        while (!counting.IsCompleted)
        {
            taken += Sum();
        }

        await counting;
        Assert.Equal(200_000, taken + Sum());

        long Sum() => _counter.Take().Clicks.Sum(clicks => clicks.Clicks);
    }

    [Fact]
    public void Count_MoreLinksThanAnybodyFollows_IsBounded()
    {
        for (var link = 0UL; link < 200_000; link++)
        {
            _counter.Count(link);
        }

        _counter.Count(0);

        var clicks = _counter.Take().Clicks;
        Assert.InRange(clicks.Count, 90_000, 100_000);
        Assert.Equal(2, clicks[0].Clicks);
    }

    [Fact]
    public void Take_ClicksOfTracedRequests_NamesSomeOfThem()
    {
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C);
        request.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        request.Start();
        for (var i = 0; i < 100; i++)
        {
            _counter.Count(1);
        }

        request.Stop();

        var origins = _counter.Take().Origins;
        Assert.Equal(16, origins.Count);
        Assert.All(origins, origin => Assert.Equal(request.SpanId, origin.SpanId));
        Assert.Empty(_counter.Take().Origins);
    }
}
