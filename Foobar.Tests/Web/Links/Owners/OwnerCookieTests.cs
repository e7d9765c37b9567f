using Foobar.Web.Links.Owners;
using Microsoft.AspNetCore.Http;

namespace Foobar.Tests.Web.Links.Owners;

public sealed class OwnerCookieTests
{
    [Theory]
    [InlineData("http", "owner={0}; max-age=31536000; path=/; samesite=lax; httponly")]
    [InlineData("https", "__Host-owner={0}; max-age=31536000; path=/; secure; samesite=lax; httponly")]
    public void Write_ByScheme_IsReadAgain(string scheme, string expected)
    {
        var token = OwnerToken.New();
        var context = new DefaultHttpContext { Request = { Scheme = scheme } };

        OwnerCookie.Write(context, token);

        var cookie = context.Response.Headers.SetCookie.ToString();
        Assert.Equal(string.Format(null, expected, token.Value), cookie);
        var next = new DefaultHttpContext { Request = { Scheme = scheme, Headers = { Cookie = cookie.Split(';')[0] } } };
        Assert.Equal(token.Value, OwnerCookie.Read(next.Request)?.Value);
    }

    [Theory]
    [InlineData("https", "owner")]
    [InlineData("http", "__Host-owner")]
    public void Read_CookieOfTheOtherScheme_IsNotHeeded(string scheme, string name)
    {
        var context = new DefaultHttpContext { Request = { Scheme = scheme, Headers = { Cookie = $"{name}={OwnerToken.New().Value}" } } };

        Assert.Null(OwnerCookie.Read(context.Request));
    }

    [Fact]
    public void Read_NoToken_IsNobody()
    {
        var context = new DefaultHttpContext { Request = { Scheme = "http", Headers = { Cookie = "owner=x" } } };

        Assert.Null(OwnerCookie.Read(context.Request));
    }
}
