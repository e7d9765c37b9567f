using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Foobar.Hosting.Dashboard.Security;

/// <summary>Signs a browser in by the token in the address that the console shows, or in a form.</summary>
internal static class LoginEndpoints
{
    public const string Path = "/login";

    private static readonly string s_page = DashboardAssets.ReadText("login.html");

    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext context, BrowserToken token, [FromQuery(Name = "t")] string? candidate, string? returnUrl) =>
            candidate is null ? Page(returnUrl) : SignIn(context, token, candidate, returnUrl));

        // No antiforgery token: there is no session yet that another site could ride on, and other origins are refused before.
        routes.MapPost(Path, (HttpContext context, BrowserToken token, [FromForm(Name = "t")] string? candidate, [FromForm] string? returnUrl) =>
            SignIn(context, token, candidate, returnUrl)).DisableAntiforgery();
    }

    private static IResult SignIn(HttpContext context, BrowserToken token, string? candidate, string? returnUrl)
    {
        if (!token.Matches(candidate?.Trim()))
        {
            return Page(returnUrl, "This token is not the one of the running application.", StatusCodes.Status401Unauthorized);
        }

        token.SignIn(context);
        return TypedResults.LocalRedirect(RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl! : "/");
    }

    private static ContentHttpResult Page(string? returnUrl, string error = "", int statusCode = StatusCodes.Status200OK) =>
        TypedResults.Content(
            s_page.Replace("{{error}}", error, StringComparison.Ordinal).Replace("{{returnUrl}}", HtmlEncoder.Default.Encode(returnUrl ?? ""), StringComparison.Ordinal),
            "text/html; charset=utf-8",
            statusCode: statusCode);
}
