using Foobar.Web;
using Foobar.Web.Links;
using Foobar.Web.Links.Urls;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Foobar.Tests.Web.Links.Urls;

public sealed class OwnSiteRuleTests
{
    [Theory]
    [InlineData("www.foobar.com", "https://foobar.com/x")]
    [InlineData("www.foobar.com", "http://www.foobar.com:8080/x")]
    [InlineData("www.foobar.com", "https://FOOBAR.com./x")]
    [InlineData("short.example", "https://short.example/x")]
    [InlineData("short.example", "https://www.short.example:8443/x")]
    [InlineData("www.short.example", "http://short.example/x")]
    [InlineData("short.example", "https://foobar.com/x")]
    [InlineData("localhost:8080", "http://localhost:8080/x")]
    [InlineData("localhost:8080", "http://127.0.0.1:8080/x")]
    [InlineData("localhost:8080", "http://[::1]:8080/x")]
    [InlineData("localhost:8080", "http://0.0.0.0:8080/x")]
    [InlineData("127.0.0.1:8080", "http://www.foobar.localhost:8080/x")]
    [InlineData("www.foobar.localhost:8443", "https://2130706433:8443/x")]
    [InlineData("localhost", "http://localhost/x")]
    public void Check_OurselvesByAnyName_IsRefused(string host, string url) => Assert.Contains("our own", Check(host, url));

    [Theory]
    [InlineData("www.foobar.com", "https://notfoobar.com/x")]
    [InlineData("www.foobar.com", "https://foobar.com.example/x")]
    [InlineData("www.foobar.com", "https://status.foobar.com/x")]
    [InlineData("localhost:8080", "http://localhost:5000/x")]
    [InlineData("localhost:8080", "http://localhost/x")]
    public void Check_OtherSite_IsLeft(string host, string url) => Assert.Null(Check(host, url));

    private static string? Check(string host, string url)
    {
        var current = new CurrentRequest { Context = new DefaultHttpContext { Request = { Host = new HostString(host) } } };
        return new OwnSiteRule(new RequestHost(current), new FixedOptions(new LinkOptions())).Check(new Uri(url));
    }

    internal sealed class FixedOptions(LinkOptions value) : IOptionsMonitor<LinkOptions>
    {
        public LinkOptions CurrentValue => value;

        public LinkOptions Get(string? name) => value;

        public IDisposable? OnChange(Action<LinkOptions, string?> listener) => null;
    }
}
