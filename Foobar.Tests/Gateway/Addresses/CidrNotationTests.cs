using Foobar.Gateway.Addresses;

namespace Foobar.Tests.Gateway.Addresses;

public sealed class CidrNotationTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("192.0.2.1", "192.0.2.1/32")]
    [InlineData("2001:db8::/32", "2001:db8::/32")]
    [InlineData("2001:DB8::1", "2001:db8::1/128")]
    [InlineData("::/0", "::/0")]
    [InlineData("::ffff:10.0.0.0/104", "::ffff:10.0.0.0/104")]
    public void TryParse_Network_IsRead(string text, string expected)
    {
        Assert.True(CidrNotation.TryParse(text, out var network, out _));
        Assert.Equal(expected, network.ToString());
    }

    [Theory]
    [InlineData("10.0.0.1/8", "bits set after the first 8; the network is 10.0.0.0/8")]
    [InlineData("2001:db8::1/64", "bits set after the first 64; the network is 2001:db8::/64")]
    [InlineData("10.0.0.0/33", "0 to 32")]
    [InlineData("2001:db8::/129", "0 to 128")]
    [InlineData("10.0.0.0/-1", "0 to 32")]
    [InlineData("10.0.0.0/+8", "0 to 32")]
    [InlineData("10.0.0.0/", "0 to 32")]
    [InlineData("10.0.0.0/8/8", "a network such as")]
    [InlineData("10.1/16", "a network such as")]
    [InlineData("010.0.0.0/8", "a network such as")]
    [InlineData("0x0a.0.0.0/8", "a network such as")]
    [InlineData("167772160", "a network such as")]
    [InlineData(" 10.0.0.0/8", "a network such as")]
    [InlineData("[2001:db8::]/32", "a network such as")]
    [InlineData("fe80::1%1", "a network such as")]
    [InlineData("localhost", "a network such as")]
    [InlineData("", "a network such as")]
    [InlineData(null, "a network such as")]
    public void TryParse_NoNetwork_SaysWhatIsWrong(string? text, string expected)
    {
        Assert.False(CidrNotation.TryParse(text, out _, out var problem));
        Assert.Contains(expected, problem);
    }
}
