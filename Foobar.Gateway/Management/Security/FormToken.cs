using System.Security.Cryptography;

namespace Foobar.Gateway.Management.Security;

/// <summary>
/// The antiforgery token of the page's forms: the same random value in a cookie and in each form, which only a page of this
/// port can have put there (double submit). It is kept nowhere, so that either gateway behind one port knows it.
/// </summary>
internal static class FormToken
{
    public const string Field = "form-token";
    public const string Cookie = "gateway-form-token";

    private const int Bytes = 16;

    /// <summary>The browser's token; it gets one if it has none.</summary>
    public static string GetOrCreate(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is { Length: Bytes * 2 } token && token.All(char.IsAsciiHexDigit))
        {
            return token;
        }

        token = RandomNumberGenerator.GetHexString(Bytes * 2, lowercase: true);
        context.Response.Cookies.Append(Cookie, token, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/",
        });
        return token;
    }

    public static bool IsValid(HttpRequest request, IFormCollection form) =>
        request.Cookies[Cookie] is { Length: Bytes * 2 } token && ManagementAccess.AreEqual(form[Field].ToString(), token);
}
