using Foobar.Gateway.Discovery;

namespace Foobar.Tests.Gateway.Discovery.Dns;

public sealed class DnsSettingsTests
{
    [Theory]
    [InlineData("10.96.0.10", "10.96.0.10:53")]
    [InlineData("127.0.0.1:5353", "127.0.0.1:5353")]
    [InlineData("fd00::10", "[fd00::10]:53")]
    [InlineData("[fd00::10]:5353", "[fd00::10]:5353")]
    public void Servers_AddressWithOrWithoutPort_IsTaken(string server, string expected)
    {
        var settings = new DiscoverySettings { Dns = new() { Servers = [server] } };

        Assert.Empty(settings.Validate());
        Assert.Equal(expected, Assert.Single(settings.Dns.ParseServers()).ToString());
    }

    [Fact]
    public void Validate_ValuesThatCannotBe_AreNamed()
    {
        var settings = new DiscoverySettings { Dns = new() { Servers = ["dns.example.com"], Refresh = TimeSpan.Zero } };

        Assert.Equal(
            [
                "Dns:Refresh is 00:00:00; 00:00:00.1000000 to 00:10:00 is allowed.",
                "Dns:Servers has 'dns.example.com', which is no address such as 10.96.0.10 or 127.0.0.1:5353.",
            ],
            settings.Validate().Select(problem => problem.ToString()));
    }
}
