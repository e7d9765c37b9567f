using Foobar.Web.Consistency;
using Foobar.Web.Links.Owners;
using Microsoft.Extensions.Options;

namespace Foobar.Tests.Web.Links.Owners;

public sealed class OwnerTokenTests
{
    [Fact]
    public void TryParse_Value_IsTheSameOwner()
    {
        var token = OwnerToken.New();

        Assert.True(OwnerToken.TryParse(token.Value, out var parsed));
        Assert.Equal(token.Value, parsed.Value);
        Assert.Equal(token.Hash, parsed.Hash);
        // Fits a header and a cookie as it is.
        Assert.Equal(43, token.Value.Length);
        Assert.Equal(token.Value, Uri.EscapeDataString(token.Value));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("q5Yx0mZ0p0Jm1Q3ud1mXy1dB5m0r7w2cJ0o0Wl8Zf3")]
    [InlineData("q5Yx0mZ0p0Jm1Q3ud1mXy1dB5m0r7w2cJ0o0Wl8Zf3AAA")]
    [InlineData("q5Yx0mZ0p0Jm1Q3ud1mXy1dB5m0r7w2cJ0o0Wl8Zf3!")]
    public void TryParse_AnythingElse_ReturnsFalse(string? text) => Assert.False(OwnerToken.TryParse(text, out _));

    [Fact]
    public void Hash_OfATokenThatIsShown_IsNotTheToken()
    {
        var token = OwnerToken.New();

        Assert.Equal(32, token.Hash.Length);
        Assert.NotEqual(token.Value, System.Buffers.Text.Base64Url.EncodeToString(token.Hash));
        Assert.DoesNotContain(token.Value, token.ToString());
    }

    [Fact]
    public void Derive_SameKeyOnAServerWithTheSameSecret_IsTheSameToken()
    {
        var first = Create("a-secret-of-at-least-32-characters");
        var second = Create("a-secret-of-at-least-32-characters");
        var other = Create("another-secret-of-32-characters-or-more");

        Assert.Equal(first.Derive("key").Value, second.Derive("key").Value);
        Assert.NotEqual(first.Derive("key").Value, first.Derive("other").Value);
        Assert.NotEqual(first.Derive("key").Value, other.Derive("key").Value);
    }

    private static OwnerTokenSource Create(string secret) => new(Options.Create(new ConsistencyTokenOptions { Key = secret }));
}
