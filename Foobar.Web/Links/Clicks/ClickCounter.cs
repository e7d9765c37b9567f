using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Foobar.Web.Links.Clicks;

/// <summary>The clicks of a link on a day (UTC).</summary>
internal readonly record struct LinkClicks(ulong LinkId, DateOnly Day, long Clicks);

/// <summary>
/// Counts clicks in memory until they are written. A follower pays for a short lock, shared with one of sixteen others, and
/// for nothing else.
/// </summary>
internal sealed class ClickCounter(TimeProvider time)
{
    private const int StripeCount = 16;

    // Without a primary clicks are kept, by link and day. Of more links than this nobody hears in such a time.
    private const int MaxLinksPerStripe = 100_000 / StripeCount;

    private const int MaxOrigins = 16;

    private readonly Stripe[] _stripes = [.. Enumerable.Range(0, StripeCount).Select(_ => new Stripe())];
    private readonly Lock _originsLock = new();
    private List<ActivityContext> _origins = [];

    public void Count(ulong linkId)
    {
        var day = (int)(time.GetUtcNow().UtcTicks / TimeSpan.TicksPerDay);
        _stripes[linkId % StripeCount].Count((linkId, day));
        if (Activity.Current is { Recorded: true } request && _origins.Count < MaxOrigins)
        {
            lock (_originsLock)
            {
                _origins.Add(request.Context);
            }
        }
    }

    /// <summary>Takes all that was counted since the last time.</summary>
    /// <returns>The counts, in the order of their rows, and some of the traced requests that they come from.</returns>
    public (IReadOnlyList<LinkClicks> Clicks, IReadOnlyList<ActivityContext> Origins) Take()
    {
        // The same order on every server, so that no two wait for each other's rows.
        LinkClicks[] clicks = [.. _stripes
            .SelectMany(stripe => stripe.Take())
            .Select(count => new LinkClicks(count.Key.LinkId, DateOnly.FromDayNumber(count.Key.Day), count.Value))
            .OrderBy(count => count.LinkId).ThenBy(count => count.Day)];
        lock (_originsLock)
        {
            (var origins, _origins) = (_origins, []);
            return (clicks, origins);
        }
    }

    private sealed class Stripe
    {
        private readonly Lock _lock = new();
        private Dictionary<(ulong LinkId, int Day), long> _counts = [];

        public void Count((ulong LinkId, int Day) key)
        {
            lock (_lock)
            {
                if (_counts.Count < MaxLinksPerStripe || _counts.ContainsKey(key))
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out _)++;
                }
            }
        }

        public Dictionary<(ulong LinkId, int Day), long> Take()
        {
            lock (_lock)
            {
                if (_counts.Count == 0)
                {
                    return [];
                }

                (var counts, _counts) = (_counts, []);
                return counts;
            }
        }
    }
}
