using Foobar.Gateway.Configuration;
using Foobar.Gateway.Management.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace Foobar.Tests.Gateway.Management.Security;

public sealed class ManagementAccessTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(60));

    [Fact]
    public void IsSession_AfterItsTime_IsOver()
    {
        var access = Access("0123456789abcdef");
        var session = access.CreateSession();

        _time.Advance(ManagementAccess.SessionTime - TimeSpan.FromSeconds(1));
        Assert.True(access.IsSession(session));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(access.IsSession(session));
    }

    [Fact]
    public void IsSession_OfAnotherToken_IsNone() =>
        Assert.False(Access("0123456789abcdef").IsSession(Access("0123456789abcdeg").CreateSession()));

    [Fact]
    public void IsSession_LongerThanItWasSignedFor_IsNone()
    {
        var access = Access("0123456789abcdef");
        var parts = access.CreateSession()!.Split('.');

        Assert.False(access.IsSession($"{long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture) + 1}.{parts[1]}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("99999999999")]
    [InlineData("99999999999.")]
    [InlineData("99999999999.00.00")]
    public void IsSession_Nonsense_IsNone(string? session) => Assert.False(Access("0123456789abcdef").IsSession(session));

    [Fact]
    public void WithoutToken_IsOpenAndKnowsNoSession()
    {
        var access = Access(token: null);

        Assert.True(access.IsOpen);
        Assert.Null(access.CreateSession());
        Assert.False(access.IsToken(""));
        Assert.False(access.IsToken(null));
    }

    private ManagementAccess Access(string? token)
    {
        var settings = new ConfigurationManager();
        settings["Gateway:Management:Token"] = token;
        return new ManagementAccess(new GatewayConfiguration(settings), _time);
    }
}
