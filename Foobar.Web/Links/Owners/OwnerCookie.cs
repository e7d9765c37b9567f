namespace Foobar.Web.Links.Owners;

/// <summary>Where a browser keeps its owner token.</summary>
internal static class OwnerCookie
{
    // The prefix keeps other hosts of the domain, and plain HTTP, from setting it. Browsers take it over HTTPS alone.
    private const string SecureName = "__Host-owner";
    private const string PlainName = "owner";

    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(365);

    public static OwnerToken? Read(HttpRequest request) =>
        request.Cookies.TryGetValue(NameFor(request), out var value) && OwnerToken.TryParse(value, out var token) ? token : null;

    /// <summary>Gives the token to the browser, for another year.</summary>
    public static void Write(HttpContext context, OwnerToken token) =>
        context.Response.Cookies.Append(NameFor(context.Request), token.Value, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = s_lifetime,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });

    private static string NameFor(HttpRequest request) => request.IsHttps ? SecureName : PlainName;
}
