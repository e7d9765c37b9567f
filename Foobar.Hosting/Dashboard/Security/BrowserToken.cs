using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Foobar.Hosting.Dashboard.Security;

/// <summary>The secret that lets a browser in, and the cookie by which the browser is known afterwards.</summary>
internal sealed class BrowserToken(string token)
{
    private readonly byte[] _token = Encoding.UTF8.GetBytes(token);

    // Made of the token: the cookie does not disclose it, and a token that is kept in configuration keeps sessions over restarts.
    private readonly string _session = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), "Foobar dashboard session"u8));

    public bool Matches(string? candidate) => candidate is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(candidate), _token);

    public bool IsSignedIn(HttpContext context) =>
        context.Request.Cookies[CookieName(context)] is { } session && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(session), Encoding.UTF8.GetBytes(_session));

    public void SignIn(HttpContext context) =>
        context.Response.Cookies.Append(CookieName(context), _session, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true });

    // Browsers share cookies between the ports of a host; two dashboards must not sign each other out.
    private static string CookieName(HttpContext context) => $".Foobar.Dashboard.{context.Connection.LocalPort}";
}
