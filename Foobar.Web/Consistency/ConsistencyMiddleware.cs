using Microsoft.AspNetCore.Http.HttpResults;

namespace Foobar.Web.Consistency;

/// <summary>
/// Takes the client's token from the header, or else from the cookie, and gives a new one after a write: to a browser as a
/// cookie, to a client of the API as a header.
/// </summary>
internal sealed class ConsistencyMiddleware(RequestDelegate next, TokenProtector protector)
{
    public const string Header = "X-Consistency-Token";
    public const string Cookie = "consistency";

    /// <summary>Whether the client has sent a token, good or bad.</summary>
    public static bool HasToken(HttpRequest request) =>
        request.Headers.ContainsKey(Header) || (request.Headers.Cookie.Count > 0 && request.Cookies.ContainsKey(Cookie));

    public Task InvokeAsync(HttpContext context, ReaderConsistency consistency)
    {
        var request = context.Request;
        var deletesCookie = false;
        if (request.Headers.TryGetValue(Header, out var header))
        {
            switch (protector.Unprotect(header.ToString(), out var token))
            {
                case TokenState.Forged:
                    return Refused().ExecuteAsync(context);
                case TokenState.Valid:
                    consistency.Accept(token!);
                    break;
            }
        }
        else if (request.Cookies.TryGetValue(Cookie, out var cookie))
        {
            // People cannot mend a cookie, so a bad one is no error.
            deletesCookie = protector.Unprotect(cookie, out var token) != TokenState.Valid;
            if (token is not null)
            {
                consistency.Accept(token);
            }
        }

        // At the start of the response, because the exception handler clears what was set before.
        context.Response.OnStarting(() =>
        {
            Respond(context, consistency, deletesCookie);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private void Respond(HttpContext context, ReaderConsistency consistency, bool deletesCookie)
    {
        if (consistency is { HasWritten: true, Token: { } token })
        {
            var text = protector.Protect(token);
            if (context.Request.Path.StartsWithSegments("/api"))
            {
                context.Response.Headers[Header] = text;
                return;
            }

            context.Response.Cookies.Append(Cookie, text, CookieOptions(context, protector.Lifetime));
        }
        else if (deletesCookie)
        {
            context.Response.Cookies.Delete(Cookie, CookieOptions(context, maxAge: null));
        }
    }

    private static CookieOptions CookieOptions(HttpContext context, TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = maxAge,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    };

    private static ProblemHttpResult Refused() => TypedResults.Problem(
        $"The header {Header} is not one that this site has given. Send it unchanged, or leave it out.",
        statusCode: StatusCodes.Status400BadRequest);
}
