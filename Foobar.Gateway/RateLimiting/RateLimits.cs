using System.Net;
using Foobar.Gateway.Addresses;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.RateLimiting;

/// <summary>Counts requests by the <see cref="RateLimitSettings"/> in force.</summary>
internal sealed class RateLimits(GatewayConfiguration configuration) : IDisposable
{
    // A client's bucket is found by a hash, so that no number of clients takes more memory than this many buckets. Those
    // who share one by chance are few, and who wants to share another's cannot know how: the hash has a secret seed.
    private const int ClientBuckets = 1 << 16;

    private readonly Compiled<RateLimitSettings, Counters> _counters = new(settings => new Counters(settings));

    /// <param name="client">The client's address; null where there is none, which no limit of a client's applies to.</param>
    /// <returns>0 if the request may go on; else after how many seconds one may again.</returns>
    public int Take(IPAddress? client)
    {
        var counters = _counters.For(configuration.Current.RateLimit);
        if (client is not null && counters.HasClientLimit && !counters.Exempt.Contains(client)
            && !counters.Clients.TryTake(BucketOf(client)))
        {
            return counters.Clients.RetryAfterSeconds;
        }

        return counters.Global.TryTake(0) ? 0 : counters.Global.RetryAfterSeconds;
    }

    public void Dispose() => _counters.DisposeResult();

    internal static int BucketOf(IPAddress client) => HashCode.Combine(AddressKey.Client(client)) & (ClientBuckets - 1);

    private sealed class Counters(RateLimitSettings settings) : IDisposable
    {
        public bool HasClientLimit { get; } = settings.PerClient.TokensPerSecond > 0;

        public CidrTrie<bool> Exempt { get; } = CidrSet.Create(settings.Exempt ?? RateLimitSettings.DefaultExempt);

        public TokenBuckets Clients { get; } = new(settings.PerClient);

        public TokenBuckets Global { get; } = new(settings.Global);

        public void Dispose()
        {
            Clients.Dispose();
            Global.Dispose();
        }
    }
}
