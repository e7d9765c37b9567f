using Foobar.Gateway.Redirects;
using Microsoft.AspNetCore.Http;

namespace Foobar.Tests.Gateway.Redirects;

public sealed class RedirectPlanTests
{
    private static readonly RedirectSettings s_both = new()
    {
        Https = HttpsRedirect.On,
        Canonical = new Dictionary<string, string> { ["foobar.com"] = "www.foobar.com", ["old.foobar.com"] = "" },
    };

    [Theory]
    [InlineData("http", "www.foobar.com", "/a/b?c=d&e", "https://www.foobar.com/a/b?c=d&e")]
    [InlineData("http", "www.foobar.com:8080", "/", "https://www.foobar.com/")]
    [InlineData("http", "localhost:8080", "/", "https://localhost/")]
    [InlineData("http", "192.0.2.1:8080", "/", "https://192.0.2.1/")]
    [InlineData("http", "[2001:db8::1]:8080", "/", "https://[2001:db8::1]/")]
    // To https on the same host first, so that it says its HSTS; from there to the canonical one.
    [InlineData("http", "foobar.com", "/a", "https://foobar.com/a")]
    [InlineData("https", "foobar.com", "/a?b", "https://www.foobar.com/a?b")]
    [InlineData("https", "FOOBAR.com:8443", "/a", "https://www.foobar.com:8443/a")]
    // Nothing in the path leads to another host.
    [InlineData("https", "foobar.com", "//evil.example/a", "https://www.foobar.com//evil.example/a")]
    [InlineData("https", "foobar.com", "/@evil.example", "https://www.foobar.com/@evil.example")]
    [InlineData("https", "foobar.com:@evil.example", "/", "https://www.foobar.com/")]
    [InlineData("https", "foobar.com:", "/", "https://www.foobar.com/")]
    public void TryRedirect_OtherSchemeOrHost_KeepsPathAndQuery(string scheme, string host, string target, string expected)
    {
        Assert.True(new RedirectPlan(s_both, httpsPort: null).TryRedirect(Request(scheme, host, target), out var location));
        Assert.Equal(expected, location);
    }

    [Theory]
    [InlineData("https", "www.foobar.com")]
    [InlineData("https", "old.foobar.com")]
    [InlineData("https", "foobar.com.evil.example")]
    [InlineData("https", "localhost:8443")]
    [InlineData("https", "")]
    public void TryRedirect_HttpsAndNoOtherHost_IsServed(string scheme, string host) =>
        Assert.False(new RedirectPlan(s_both, httpsPort: null).TryRedirect(Request(scheme, host, "/"), out _));

    [Theory]
    [InlineData("")]
    [InlineData("evil.example/x")]
    [InlineData("user@evil.example")]
    [InlineData("evil.example?")]
    [InlineData("evil.example\\x")]
    [InlineData("[::1@evil.example]")]
    [InlineData("[::1")]
    public void TryRedirect_HostThatIsNone_HasNoLocation(string host)
    {
        Assert.True(new RedirectPlan(s_both, httpsPort: null).TryRedirect(Request("http", host, "/"), out var location));
        Assert.Null(location);
    }

    [Theory]
    [InlineData(null, null, "https://www.foobar.com/")]
    [InlineData(null, "8443", "https://www.foobar.com:8443/")]
    [InlineData(null, "many", "https://www.foobar.com/")]
    [InlineData(443, "8443", "https://www.foobar.com/")]
    [InlineData(9443, "8443", "https://www.foobar.com:9443/")]
    public void TryRedirect_ToHttps_GoesToThePublicPort(int? setting, string? fromHost, string expected)
    {
        var plan = new RedirectPlan(new RedirectSettings { Https = HttpsRedirect.On, HttpsPort = setting }, fromHost);

        Assert.True(plan.TryRedirect(Request("http", "www.foobar.com:8080", "/"), out var location));
        Assert.Equal(expected, location);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public void TryRedirect_HttpsIsOff_GoesToTheCanonicalHostInTheSameScheme(string scheme)
    {
        var plan = new RedirectPlan(s_both with { Https = HttpsRedirect.Off }, httpsPort: null);

        Assert.True(plan.TryRedirect(Request(scheme, "foobar.com:81", "/"), out var location));
        Assert.Equal($"{scheme}://www.foobar.com:81/", location);
        Assert.False(plan.TryRedirect(Request(scheme, "www.foobar.com", "/"), out _));
    }

    private static HttpRequest Request(string scheme, string host, string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var request = new DefaultHttpContext().Request;
        request.Scheme = scheme;
        request.Host = new HostString(host);
        request.Path = query < 0 ? target : target[..query];
        request.QueryString = new QueryString(query < 0 ? "" : target[query..]);
        return request;
    }
}
