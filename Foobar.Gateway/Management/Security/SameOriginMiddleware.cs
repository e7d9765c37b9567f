using Microsoft.Net.Http.Headers;

namespace Foobar.Gateway.Management.Security;

/// <summary>Refuses requests that change something when another origin's page sent them.</summary>
internal sealed class SameOriginMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || IsSameOrigin(context.Request)
            ? next(context)
            : TypedResults.Problem("Only this port's own pages may do this.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);

    // SameSite cookies do not tell ports apart: to them a page of the site itself, on localhost:8080, is of the same site.
    // A client that sends neither header is no browser, and so cannot be tricked into sending somebody's cookie.
    internal static bool IsSameOrigin(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site is "same-origin" or "none";
        }

        return request.Headers[HeaderNames.Origin].ToString() is not { Length: > 0 } origin
            || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
