using Foobar.MySql;
using Foobar.Web.Consistency;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Foobar.Tests.Web.Consistency;

public sealed class TokenProtectorTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConsistencyToken _token;

    public TokenProtectorTests()
    {
        Assert.True(ConsistencyToken.TryParse("3e11fa47-71ca-11e1-9e33-c80aa9429562:7", out var token));
        _token = token;
    }

    [Fact]
    public void Unprotect_TokenOfAnotherServerWithTheSameKey_IsValid()
    {
        var text = CreateProtector().Protect(_token);

        Assert.Equal(TokenState.Valid, CreateProtector().Unprotect(text, out var token));
        Assert.Equal(_token, token);
        // Fits a header and a cookie as it is.
        Assert.Equal(text, Uri.EscapeDataString(text));
    }

    [Theory]
    [InlineData(60, "Valid")]
    [InlineData(61, "Expired")]
    public void Unprotect_AfterItsLifetime_IsExpired(int seconds, string expected)
    {
        var text = CreateProtector().Protect(_token);
        _time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(expected, CreateProtector().Unprotect(text, out var token).ToString());
        Assert.Equal(expected == "Valid", token is not null);
    }

    [Fact]
    public void Unprotect_OtherKey_IsForged() =>
        Assert.Equal(
            TokenState.Forged,
            CreateProtector().Unprotect(CreateProtector("another-secret-of-32-characters-or-more").Protect(_token), out _));

    [Fact]
    public void Unprotect_AnyCharacterChanged_IsForged()
    {
        var protector = CreateProtector();
        var text = protector.Protect(_token);

        for (var i = 0; i < text.Length - 1; i++)
        {
            var changed = text[..i] + (text[i] == 'A' ? 'B' : 'A') + text[(i + 1)..];
            Assert.Equal(TokenState.Forged, protector.Unprotect(changed, out _));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not base64url!")]
    [InlineData("AAAA")]
    public void Unprotect_NoToken_IsForged(string text) =>
        Assert.Equal(TokenState.Forged, CreateProtector().Unprotect(text, out _));

    private TokenProtector CreateProtector(string key = WebServer.TokenKey) =>
        new(Options.Create(new ConsistencyTokenOptions { Key = key }), _time);
}
