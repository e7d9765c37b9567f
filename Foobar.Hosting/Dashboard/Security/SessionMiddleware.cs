using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Foobar.Hosting.Dashboard.Security;

/// <summary>Lets nobody see anything but the login page before signing in: what is not named here is closed.</summary>
internal sealed class SessionMiddleware(RequestDelegate next, BrowserToken token)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (IsOpen(context.Request.Path) || token.IsSignedIn(context))
        {
            return next(context);
        }

        return context.Request.Path.StartsWithSegments("/api")
            ? TypedResults.Problem("Sign in with the address that the application host printed when it started.", statusCode: StatusCodes.Status401Unauthorized, title: "Not signed in").ExecuteAsync(context)
            : TypedResults.LocalRedirect(LoginEndpoints.Path + QueryString.Create("returnUrl", context.Request.GetEncodedPathAndQuery())).ExecuteAsync(context);
    }

    private static bool IsOpen(PathString path) => path == LoginEndpoints.Path || path.StartsWithSegments(DashboardAssets.Path);
}
