using Microsoft.AspNetCore.Http.HttpResults;

namespace Foobar.Web.Security;

/// <summary>
/// Refuses requests with side effects that a browser sends on behalf of another site (CSRF).
/// </summary>
/// <remarks>
/// Browsers say where a request comes from (Sec-Fetch-Site, before 2023 Origin), and a page cannot forge it. Clients that send
/// neither are not browsers and carry nobody's cookies. Forms have tokens besides.
/// </remarks>
internal sealed class CrossOriginProtection(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        IsAllowed(context.Request) ? next(context) : Refused().ExecuteAsync(context);

    internal static bool IsAllowed(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        {
            return true;
        }

        var fetchSite = request.Headers["Sec-Fetch-Site"].ToString();
        if (fetchSite.Length > 0)
        {
            return fetchSite is "same-origin" or "none";
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    private static ProblemHttpResult Refused() => TypedResults.Problem(
        "The request was sent by a page of another site. Open this site and try again there.",
        statusCode: StatusCodes.Status403Forbidden);
}
