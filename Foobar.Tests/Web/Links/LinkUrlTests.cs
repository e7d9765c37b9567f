using System.Text;
using Foobar.Web.Links;

namespace Foobar.Tests.Web.Links;

public sealed class LinkUrlTests
{
    [Theory]
    [InlineData("https://example.com")]
    [InlineData("http://example.com:8080/a/b?c=d&e=%2F#f")]
    [InlineData("HTTPS://EXAMPLE.COM/Path")]
    [InlineData("http://[::1]/")]
    [InlineData("http://localhost/")]
    public void TryNormalize_ValidUrl_KeepsItAsGiven(string input)
    {
        Assert.True(LinkUrl.TryNormalize(input, out var url, out var error));

        Assert.Equal(input, url);
        Assert.Null(error);
    }

    [Theory]
    [InlineData("  https://example.com/  ", "https://example.com/")]
    [InlineData("https://example.com/a b", "https://example.com/a%20b")]
    [InlineData("https://example.com/ü?q=ß", "https://example.com/%C3%BC?q=%C3%9F")]
    [InlineData("https://exämple.com/", "https://xn--exmple-cua.com/")]
    [InlineData(@"https://example.com/a\b", "https://example.com/a/b")]
    public void TryNormalize_CharactersThatUrlsMayNotHave_EscapesThem(string input, string expected)
    {
        Assert.True(LinkUrl.TryNormalize(input, out var url, out _));

        Assert.Equal(expected, url);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("example.com")]
    [InlineData("/relative")]
    [InlineData("//example.com/")]
    [InlineData("ftp://example.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://")]
    [InlineData("http://a b/")]
    [InlineData(@"https://example.com\a")]
    [InlineData("https://example.com/\r\nSet-Cookie: a=b")]
    public void TryNormalize_NotAnAbsoluteHttpUrl_SaysWhatToEnter(string? input)
    {
        Assert.False(LinkUrl.TryNormalize(input, out var url, out var error));

        Assert.Null(url);
        Assert.StartsWith("Enter a", error);
    }

    [Theory]
    [InlineData("http://xn--ü/")]
    [InlineData("http://-ä-.com/")]
    public void TryNormalize_HostWithoutAsciiForm_IsRefused(string input)
    {
        Assert.False(LinkUrl.TryNormalize(input, out var url, out var error));

        Assert.Null(url);
        Assert.Contains("host name", error);
    }

    // .NET is stricter with ICU than without (InvariantGlobalization).
    [Theory]
    [InlineData("http://ä.xn--a/")]
    [InlineData("http://\u200b.com/")]
    public void TryNormalize_HostThatOnlySomeSystemsRefuse_NeverGivesOneThatIsNotAscii(string input)
    {
        var isValid = LinkUrl.TryNormalize(input, out var url, out var error);

        Assert.Equal(isValid, error is null);
        Assert.True(url is null || Ascii.IsValid(url), url);
    }

    [Fact]
    public void TryNormalize_HostLabelTooLongInAscii_IsRefused()
    {
        Assert.False(LinkUrl.TryNormalize($"http://{new string('ü', 70)}.com/", out _, out var error));

        Assert.Contains("host name", error);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void TryNormalize_AtTheLengthLimit_CountsCharacters(int beyond, bool valid)
    {
        const string Prefix = "https://example.com/";
        var url = Prefix + new string('a', LinkUrl.MaxLength - Prefix.Length + beyond);

        Assert.Equal(valid, LinkUrl.TryNormalize(url, out _, out _));
    }

    [Fact]
    public void TryNormalize_TooLongOnceEscaped_IsRefused()
    {
        var url = "https://example.com/" + new string('ü', LinkUrl.MaxLength / 2);

        Assert.False(LinkUrl.TryNormalize(url, out _, out var error));
        Assert.Contains("2,048", error);
    }

    [Theory]
    [InlineData("https://user@example.com/")]
    [InlineData("https://user:password@example.com/")]
    [InlineData("https://www.foobar.com@evil.example/")]
    public void TryNormalize_UserInfo_IsRefused(string input)
    {
        Assert.False(LinkUrl.TryNormalize(input, out _, out var error));

        Assert.Contains("user name", error);
    }

    [Theory]
    [InlineData("https://example.com/\u202egpj.exe")]
    [InlineData("https://example.com/a\u200bb")]
    [InlineData("https://example.com/a\u2028b")]
    [InlineData("https://example.com/a\tb")]
    [InlineData("https://exam\u00adple.com/")]
    public void TryNormalize_CharactersThatAreNotSeen_IsRefused(string input) =>
        Assert.False(LinkUrl.TryNormalize(input, out _, out _));

    [Theory]
    [InlineData("https://pаypal.com/")]
    [InlineData("https://xn--pypal-4ve.com/")]
    [InlineData("https://www.gοοgle.com/")]
    public void TryNormalize_HostOfMixedScripts_IsRefusedAndShownInAscii(string input)
    {
        Assert.False(LinkUrl.TryNormalize(input, out _, out var error));

        Assert.Contains("'xn--", error);
    }
}
