using System.Net;
using Foobar.Gateway.Firewall;
using Microsoft.AspNetCore.Http;

namespace Foobar.Tests.Gateway.Firewall;

public sealed class FirewallPolicyTests
{
    private static readonly FirewallSettings s_settings = new()
    {
        Allow = ["10.1.0.0/16", "2001:db8::/32", "192.0.2.0/24"],
        Deny = ["10.0.0.0/8", "10.1.2.0/24", "2001:db8:bad::/48", "192.0.2.0/24"],
    };

    [Theory]
    [InlineData("10.1.0.1", true)]
    [InlineData("10.1.2.1", false)]
    [InlineData("10.2.0.1", false)]
    [InlineData("::ffff:10.2.0.1", false)]
    [InlineData("2001:db8::1", true)]
    [InlineData("2001:db8:bad::1", false)]
    [InlineData("192.0.2.1", false)]
    public void AllowsAddress_InSeveralNetworks_TheLongestDecidesAndATieIsDenied(string address, bool expected)
    {
        Assert.Equal(expected, new FirewallPolicy(s_settings).AllowsAddress(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData(FirewallAction.Allow, true)]
    [InlineData(FirewallAction.Deny, false)]
    internal void AllowsAddress_InNone_TheDefaultDecides(FirewallAction action, bool expected)
    {
        var policy = new FirewallPolicy(s_settings with { Default = action });

        Assert.Equal(expected, policy.AllowsAddress(IPAddress.Parse("198.51.100.1")));
        Assert.Equal(expected, policy.AllowsAddress(null));
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("PATCH", true)]
    [InlineData("get", false)]
    [InlineData("TRACE", false)]
    [InlineData("CONNECT", false)]
    [InlineData("", false)]
    public void AllowsMethod_NothingSet_IsWhatASiteNeeds(string method, bool expected)
    {
        Assert.Equal(expected, new FirewallPolicy(new FirewallSettings()).AllowsMethod(method));
    }

    [Theory]
    [InlineData("foobar.com", true)]
    [InlineData("FooBar.com:8080", true)]
    [InlineData("www.foobar.com", true)]
    [InlineData("a.b.foobar.com:443", true)]
    [InlineData("[::1]:8080", true)]
    [InlineData("evilfoobar.com", false)]
    [InlineData("foobar.com.evil.example", false)]
    [InlineData("foobar.com.", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("", false)]
    public void AllowsHost_NamesAndWildcards_AreMatched(string host, bool expected)
    {
        var policy = new FirewallPolicy(new FirewallSettings { Hosts = ["foobar.com", "*.foobar.com", "[::1]"] });

        Assert.Equal(expected, policy.AllowsHost(new HostString(host)));
    }

    [Fact]
    public void AllowsHost_NoneSet_AllowsAny()
    {
        Assert.True(new FirewallPolicy(new FirewallSettings()).AllowsHost(new HostString("anything.example")));
        Assert.True(new FirewallPolicy(new FirewallSettings()).AllowsHost(default));
    }
}
