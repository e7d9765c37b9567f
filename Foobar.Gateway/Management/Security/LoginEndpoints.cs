using Foobar.Gateway.Status.Pages;
using Foobar.ServiceDefaults.Pages;

namespace Foobar.Gateway.Management.Security;

/// <summary>Signs a browser in by the token that is typed into a form.</summary>
internal static class LoginEndpoints
{
    public const string Path = "/login";
    public const string SessionCookie = "gateway-session";

    public static void MapLogin(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, IResult (ManagementAccess access) => access.IsOpen ? TypedResults.Redirect("/") : Form()).AllowAnonymous();

        // No antiforgery token: there is no session yet that another site could ride on, and other origins are refused before.
        endpoints.MapPost(Path, LoginAsync).AllowAnonymous();
        endpoints.MapPost("/logout", (HttpContext context) =>
        {
            context.Response.Cookies.Delete(SessionCookie);
            return SeeOther.To(Path);
        });
    }

    private static async Task<IResult> LoginAsync(HttpContext context, ManagementAccess access)
    {
        if (!context.Request.HasFormContentType)
        {
            return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!access.IsToken(form["token"].ToString().Trim()) || access.CreateSession() is not { } session)
        {
            return Form("This is not the token of this gateway.", StatusCodes.Status401Unauthorized);
        }

        context.Response.Cookies.Append(SessionCookie, session, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            MaxAge = ManagementAccess.SessionTime,
            Path = "/",
        });
        return SeeOther.To("/");
    }

    private static HtmlPage Form(string? error = null, int statusCode = StatusCodes.Status200OK) =>
        HtmlPage.Of<LoginPage>(statusCode, (nameof(LoginPage.Error), error));
}
