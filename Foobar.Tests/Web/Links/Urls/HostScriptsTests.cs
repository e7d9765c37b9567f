using System.Globalization;
using Foobar.Web.Links.Urls;

namespace Foobar.Tests.Web.Links.Urls;

public sealed class HostScriptsTests
{
    [Theory]
    [InlineData("example.com")]
    [InlineData("exämple.com")]
    [InlineData("пример.com")]
    [InlineData("παράδειγμα.gr")]
    [InlineData("例え.jp")]
    [InlineData("東京タワー3.jp")]
    [InlineData("abc東京.jp")]
    [InlineData("도메인.kr")]
    [InlineData("उदाहरण.in")]
    [InlineData("пример-2.рф")]
    public void FindMixed_OneScriptALabel_ReturnsNull(string host) => Assert.Null(HostScripts.FindMixed(Ascii(host)));

    [Theory]
    [InlineData("pаypal.com")]
    [InlineData("www.gοogle.com")]
    [InlineData("аррle.com")]
    [InlineData("例え도.jp")]
    [InlineData("abcउ.com")]
    public void FindMixed_SeveralScripts_ReturnsTheLabel(string host) =>
        Assert.StartsWith("xn--", HostScripts.FindMixed(Ascii(host)));

    private static string Ascii(string host) => new IdnMapping().GetAscii(host);
}
