using Foobar.Gateway.Management.Security;
using Microsoft.AspNetCore.Http;

namespace Foobar.Tests.Gateway.Management.Security;

public sealed class RequestOriginTests
{
    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST", true)]
    [InlineData("gateway.localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.0.0.3", true)]
    [InlineData("[::1]", true)]
    [InlineData("gateway.internal", true)]
    [InlineData("", false)]
    [InlineData("evil.example", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("evillocalhost", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    public void IsAllowed_Host_MustBeOneThatNobodyElseCanPointHere(string host, bool expected) =>
        Assert.Equal(expected, HostMiddleware.IsAllowed(host, ["gateway.internal"]));

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("same-origin", null, true)]
    [InlineData("none", null, true)]
    [InlineData("same-site", null, false)]
    [InlineData("cross-site", "http://localhost:8090", false)]
    [InlineData(null, "http://localhost:8090", true)]
    [InlineData(null, "http://localhost:8080", false)]
    [InlineData(null, "https://localhost:8090", false)]
    [InlineData(null, "null", false)]
    public void IsSameOrigin_HeadersOfABrowser_AreBelieved(string? site, string? origin, bool expected)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = ("http", new HostString("localhost", 8090));
        request.Headers["Sec-Fetch-Site"] = site;
        request.Headers.Origin = origin;

        Assert.Equal(expected, SameOriginMiddleware.IsSameOrigin(request));
    }
}
