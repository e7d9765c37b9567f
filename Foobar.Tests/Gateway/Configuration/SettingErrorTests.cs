using Foobar.Gateway.Configuration;
using Microsoft.Extensions.Configuration;

namespace Foobar.Tests.Gateway.Configuration;

/// <summary>What is not allowed is named by its whole key.</summary>
public sealed class SettingErrorTests
{
    [Theory]
    [InlineData("Firewall:Deny:0", "10.0.0.1/8", "Gateway:Firewall:Deny:0 is '10.0.0.1/8'; it has bits set after the first 8; the network is 10.0.0.0/8.")]
    [InlineData("Firewall:Allow:0", "nonsense", "Gateway:Firewall:Allow:0 is 'nonsense'; a network such as")]
    [InlineData("Firewall:Methods:0", "get", "Gateway:Firewall:Methods:0 is 'get'; a method in capitals")]
    [InlineData("Firewall:Methods:0", "CONNECT", "Gateway:Firewall:Methods:0 is 'CONNECT'")]
    [InlineData("Firewall:Hosts:0", "foobar.com:80", "Gateway:Firewall:Hosts:0 is 'foobar.com:80'; a name without a port")]
    [InlineData("Firewall:Hosts:0", "www.*.com", "Gateway:Firewall:Hosts:0 is 'www.*.com'")]
    [InlineData("Firewall:Default", "7", "Gateway:Firewall:Default is 7; Allow or Deny is allowed.")]
    [InlineData("Firewall:Default", "Drop", "Gateway:Firewall:Default")]
    [InlineData("TrustedProxies:0", "10.0.0.0/40", "Gateway:TrustedProxies:0 is '10.0.0.0/40'; a prefix length of 0 to 32 is allowed.")]
    [InlineData("RateLimit:PerClient:TokensPerSecond", "-1", "Gateway:RateLimit:PerClient:TokensPerSecond is -1; 0.01 to 1000000 is allowed.")]
    [InlineData("RateLimit:PerClient:Burst", "0", "Gateway:RateLimit:PerClient:Burst is 0; 1 to 1000000 is allowed.")]
    [InlineData("RateLimit:Exempt:0", "x", "Gateway:RateLimit:Exempt:0 is 'x'")]
    [InlineData("Limits:MaxRequestLineBytes", "100", "Gateway:Limits:MaxRequestLineBytes is 100; 256 to 65536 is allowed.")]
    [InlineData("Limits:HeadersTimeout", "00:00:00", "Gateway:Limits:HeadersTimeout is 00:00:00; 00:00:01 to 00:05:00 is allowed.")]
    [InlineData("Limits:Http2:MaxStreamsPerConnection", "0", "Gateway:Limits:Http2:MaxStreamsPerConnection is 0; 1 to 1000 is allowed.")]
    [InlineData("ResponseHeaders:ReferrerPolicy", "never", "Gateway:ResponseHeaders:ReferrerPolicy is 'never'; no-referrer, ")]
    [InlineData("ResponseHeaders:Remove:0", "a b", "Gateway:ResponseHeaders:Remove:0 is 'a b'; the name of a field is allowed.")]
    [InlineData("Firewall:Denny:0", "10.0.0.0/8", "Denny")]
    public void Read_ValueThatIsNotAllowed_IsNamed(string key, string value, string expected)
    {
        using var configuration = new ConfigurationManager();
        configuration[$"Gateway:{key}"] = value;

        var exception = Assert.Throws<GatewayConfigurationException>(() => SettingsReader.Read(configuration));

        Assert.Contains(expected, exception.Message);
    }

    [Fact]
    public void Read_Lists_AreTakenInsteadOfTheDefaults()
    {
        using var configuration = new ConfigurationManager();
        configuration["Gateway:Firewall:Methods:0"] = "GET";
        configuration["Gateway:RateLimit:Exempt:0"] = "192.0.2.0/24";
        configuration["Gateway:TrustedProxies:0"] = "10.0.0.0/8";
        configuration["Gateway:TrustedProxies:1"] = "2001:db8::1";

        var settings = SettingsReader.Read(configuration);

        Assert.Equal(["GET"], settings.Firewall.Methods);
        Assert.Equal(["192.0.2.0/24"], settings.RateLimit.Exempt);
        Assert.Equal(["10.0.0.0/8", "2001:db8::1"], settings.TrustedProxies);
    }
}
