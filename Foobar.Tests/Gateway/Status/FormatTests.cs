using Foobar.Gateway.Status;
using Foobar.Gateway.Status.Pages;

namespace Foobar.Tests.Gateway.Status;

public sealed class FormatTests
{
    [Theory]
    [InlineData(-5, "0 s")]
    [InlineData(0.9, "0 s")]
    [InlineData(59.9, "59 s")]
    [InlineData(61, "1 m 1 s")]
    [InlineData(3600, "1 h 0 m")]
    [InlineData(93_600, "1 d 2 h")]
    public void Age_HasTwoUnits(double seconds, string expected) => Assert.Equal(expected, Format.Age(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.25, "0.3")]
    [InlineData(9.94, "9.9")]
    [InlineData(12.6, "13")]
    [InlineData(12_345.6, "12,346")]
    public void Rate_HasTheDigitsThatCount(double rate, string expected) => Assert.Equal(expected, Format.Rate(rate));

    [Theory]
    [InlineData(0.000_42, "0.42")]
    [InlineData(0.004_2, "4.2")]
    [InlineData(0.42, "420")]
    [InlineData(4.2, "4,200")]
    public void Milliseconds_HaveTheDigitsThatCount(double seconds, string expected) => Assert.Equal(expected, Format.Milliseconds(seconds));

    [Theory]
    [InlineData("1.0.0+0123456789abcdef", "1.0.0+0123456")]
    [InlineData("1.0.0", "1.0.0")]
    public void Version_NamesTheCommitShortly(string version, string expected) => Assert.Equal(expected, Format.Version(version));

    [Theory]
    [InlineData("service.instance.id=gateway-1", "gateway-1")]
    [InlineData("a=b, service.instance.id=gateway%2C1,c=d", "gateway,1")]
    [InlineData("other.service.instance.id=x", null)]
    [InlineData("service.instance.id=", null)]
    [InlineData(null, null)]
    public void InstanceName_IsTheOneOfTheTelemetry(string? attributes, string? expected) => Assert.Equal(expected, InstanceName.Find(attributes));
}
