using Foobar.Web.Security;
using Microsoft.AspNetCore.Http;

namespace Foobar.Tests.Web;

public sealed class CrossOriginProtectionTests
{
    [Theory]
    [InlineData("POST", "same-origin", null, true)]
    [InlineData("POST", "none", null, true)]
    [InlineData("POST", "same-site", null, false)]
    [InlineData("POST", "cross-site", null, false)]
    [InlineData("POST", "cross-site", "https://foobar.com", false)]
    [InlineData("POST", null, null, true)]
    [InlineData("POST", null, "https://foobar.com", true)]
    [InlineData("POST", null, "https://FOOBAR.com", true)]
    [InlineData("POST", null, "https://foobar.com:8443", false)]
    [InlineData("POST", null, "https://evil.example", false)]
    [InlineData("POST", null, "null", false)]
    [InlineData("DELETE", "cross-site", null, false)]
    [InlineData("GET", "cross-site", "https://evil.example", true)]
    [InlineData("HEAD", "cross-site", null, true)]
    public void IsAllowed_MethodAndSource_Decide(string method, string? fetchSite, string? origin, bool allowed)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Host = new HostString("foobar.com");
        request.Headers["Sec-Fetch-Site"] = fetchSite;
        request.Headers.Origin = origin;

        Assert.Equal(allowed, CrossOriginProtection.IsAllowed(request));
    }
}
