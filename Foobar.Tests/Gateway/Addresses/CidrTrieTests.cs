using System.Net;
using Foobar.Gateway.Addresses;

namespace Foobar.Tests.Gateway.Addresses;

public sealed class CidrTrieTests
{
    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3")]
    [InlineData("10.1.2.4", "10.1.2.0/24")]
    [InlineData("10.1.3.1", "10.1.0.0/16")]
    [InlineData("10.2.0.1", "10.0.0.0/8")]
    [InlineData("11.0.0.0", "0.0.0.0/0")]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3")]
    [InlineData("2001:db8:1::1", "2001:db8:1::/48")]
    [InlineData("2001:db8:2::1", "2001:db8::/32")]
    [InlineData("fe80::1", null)]
    public void TryFind_NetworksInOneAnother_FindsTheLongest(string address, string? expected)
    {
        var trie = Create("0.0.0.0/0", "10.1.0.0/16", "10.1.2.3", "10.0.0.0/8", "10.1.2.0/24", "2001:db8::/32", "2001:db8:1::/48");

        Assert.Equal(expected is not null, trie.TryFind(IPAddress.Parse(address), out var found));
        Assert.Equal(expected, found);
    }

    [Fact]
    public void TryFind_AllOfIPv6_IsNoIPv4Address()
    {
        var trie = Create("::/0");

        Assert.True(trie.Contains(IPAddress.IPv6Loopback));
        Assert.False(trie.Contains(IPAddress.Loopback));
        Assert.False(trie.Contains(IPAddress.Loopback.MapToIPv6()));
    }

    [Fact]
    public void TryFind_NetworkOfMappedAddresses_IsTheIPv4Network()
    {
        var trie = Create("::ffff:10.0.0.0/104");

        Assert.True(trie.Contains(IPAddress.Parse("10.1.2.3")));
        Assert.True(trie.Contains(IPAddress.Parse("::ffff:10.1.2.3")));
        Assert.False(trie.Contains(IPAddress.Parse("11.0.0.0")));
    }

    [Fact]
    public void TryFind_SameNetworkTwice_FindsTheLast()
    {
        var network = IPNetwork.Parse("10.0.0.0/8");
        var trie = new CidrTrie<int>([KeyValuePair.Create(network, 1), KeyValuePair.Create(network, 2)]);

        Assert.True(trie.TryFind(IPAddress.Parse("10.0.0.1"), out var found));
        Assert.Equal(2, found);
    }

    [Fact]
    public void TryFind_Empty_FindsNothing()
    {
        var trie = new CidrTrie<int>([]);

        Assert.True(trie.IsEmpty);
        Assert.False(trie.Contains(IPAddress.Loopback));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void TryFind_ManyNetworksAndAddresses_FindsWhatALinearSearchFinds(int seed)
    {
        var random = new Random(seed);
        var networks = Enumerable.Range(0, 60).Select(_ => RandomNetwork(random)).ToArray();
        var trie = new CidrTrie<IPNetwork>(networks.Select(network => KeyValuePair.Create(network, network)));

        var hits = 0;
        for (var i = 0; i < 3000; i++)
        {
            var address = RandomAddress(random, isIPv6: random.Next(2) == 1);
            var expected = networks.Where(network => network.Contains(address)).OrderByDescending(network => network.PrefixLength)
                .Cast<IPNetwork?>().FirstOrDefault();

            Assert.Equal(expected.HasValue, trie.TryFind(address, out var found));
            Assert.Equal(expected.GetValueOrDefault(), found);
            hits += expected.HasValue ? 1 : 0;
        }

        // It says something only if both happen often.
        Assert.InRange(hits, 300, 2700);
    }

    private static CidrTrie<string> Create(params string[] networks) =>
        new(networks.Select(network => KeyValuePair.Create(CidrNotation.Parse(network), network)));

    private static IPNetwork RandomNetwork(Random random)
    {
        var isIPv6 = random.Next(2) == 1;
        return new IPNetwork(RandomAddress(random, isIPv6), random.Next(8, (isIPv6 ? 64 : 32) + 1));
    }

    // Bytes of few values, so that networks lie in one another.
    private static IPAddress RandomAddress(Random random, bool isIPv6)
    {
        byte[] values = [0x00, 0x80, 0xC0, 0xFF, 0x01];
        return new IPAddress(random.GetItems(values, isIPv6 ? 16 : 4));
    }
}
