using Foobar.Gateway.Management;

namespace Foobar.Tests.Gateway.Management;

public sealed class ManagementSettingsTests
{
    private const string Token = "0123456789abcdef";

    [Fact]
    public void Validate_Default_IsOffAndAllowed()
    {
        var settings = new ManagementSettings();

        Assert.Equal(0, settings.Port);
        Assert.Empty(settings.Validate());
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10")]
    [InlineData("::1")]
    [InlineData("localhost")]
    public void Validate_LoopbackWithoutToken_IsAllowed(string address) =>
        Assert.Empty(new ManagementSettings { Port = 8090, Address = address }.Validate());

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("10.0.0.3")]
    public void Validate_OpenAddress_NeedsAToken(string address)
    {
        var settings = new ManagementSettings { Port = 8090, Address = address };

        var problem = Assert.Single(settings.Validate());
        Assert.Equal("Token", problem.Key);
        Assert.Contains(address, problem.Problem, StringComparison.Ordinal);
        Assert.Empty((settings with { Token = Token }).Validate());
    }

    [Theory]
    [InlineData("gateway.internal")]
    [InlineData("*")]
    [InlineData("")]
    public void Validate_AddressThatKestrelTakesForAll_IsRefused(string address) =>
        Assert.Equal("Address", Assert.Single(new ManagementSettings { Port = 8090, Address = address, Token = Token }.Validate()).Key);

    [Theory]
    [InlineData("short")]
    [InlineData("with a space 0123456789")]
    [InlineData("0123456789abcdeé")]
    public void Validate_WeakToken_IsRefusedAndNotQuoted(string token)
    {
        var problem = Assert.Single(new ManagementSettings { Token = token }.Validate());

        Assert.Equal("Token", problem.Key);
        Assert.DoesNotContain(token, problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://gateway.internal")]
    [InlineData("gateway.internal:8090")]
    public void Validate_HostThatIsNoName_IsRefused(string host) =>
        Assert.Contains(host, Assert.Single(new ManagementSettings { Hosts = [host] }.Validate()).Problem, StringComparison.Ordinal);
}
