using Aspire.Hosting.ApplicationModel;

namespace Foobar.Tests.Hosting.ApplicationModel;

public sealed class ResourceNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("web-1")]
    [InlineData("Mysql-Primary2")]
    public void Validate_GoodName_IsAccepted(string name) => ResourceName.Validate(name);

    [Theory]
    [InlineData("1web", "does not start")]
    [InlineData("web_1", "other than")]
    [InlineData("web-", "ends with")]
    [InlineData("web--1", "two hyphens")]
    [InlineData("wéb", "other than")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234x", "longer than 64")]
    public void Validate_BadName_SaysWhy(string name, string why) =>
        Assert.Contains(why, Assert.Throws<ArgumentException>(() => ResourceName.Validate(name)).Message, StringComparison.Ordinal);
}
