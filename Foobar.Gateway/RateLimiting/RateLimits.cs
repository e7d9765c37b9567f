using System.Net;
using Foobar.Gateway.Addresses;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.RateLimiting;

/// <summary>Counts requests by the <see cref="RateLimitSettings"/> in force.</summary>
internal sealed class RateLimits(GatewayConfiguration configuration, TimeProvider time)
{
    // A client's bucket is found by a hash, so that no number of clients takes more memory than this many buckets. Those
    // who share one by chance are few, and who wants to share another's cannot know how: the hash has a secret seed.
    private const int ClientBuckets = 1 << 16;

    private readonly Compiled<RateLimitSettings, Counters> _counters = new(settings => new Counters(settings, time));

    /// <param name="client">The client's address; null where there is none, which no limit of a client's applies to.</param>
    /// <returns>0 if the request may go on; else after how many seconds one may again.</returns>
    public int Take(IPAddress? client)
    {
        var counters = _counters.For(configuration.Current.RateLimit);
        if (client is not null && counters.Clients.AreLimited && !counters.Exempt.Contains(client)
            && !counters.Clients.TryTake(BucketOf(client)))
        {
            return counters.Clients.RetryAfterSeconds;
        }

        return counters.All.TryTake(0) ? 0 : counters.All.RetryAfterSeconds;
    }

    internal static int BucketOf(IPAddress client) => HashCode.Combine(AddressKey.Client(client)) & (ClientBuckets - 1);

    private sealed class Counters(RateLimitSettings settings, TimeProvider time)
    {
        public CidrTrie<bool> Exempt { get; } = CidrSet.Create(settings.Exempt ?? RateLimitSettings.DefaultExempt);

        public TokenBuckets Clients { get; } = new(settings.PerClient, ClientBuckets, time);

        public TokenBuckets All { get; } = new(settings.Global, 1, time);
    }
}
