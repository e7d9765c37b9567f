using Microsoft.AspNetCore.Authorization;
using Microsoft.Net.Http.Headers;

namespace Foobar.Gateway.Management.Security;

/// <summary>Lets in who knows the token; what is not marked as open is closed.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, ManagementAccess access)
{
    private const string Bearer = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        if (access.IsOpen || context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null || IsAuthorized(context.Request))
        {
            return next(context);
        }

        if (HttpMethods.IsGet(context.Request.Method) && AcceptsHtml(context.Request))
        {
            context.Response.Redirect(LoginEndpoints.Path);
            return Task.CompletedTask;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"gateway management\"";
        return TypedResults.Problem(
            "Send the token of Gateway:Management:Token in the header Authorization: Bearer.",
            statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context);
    }

    private bool IsAuthorized(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { Length: > 0 } authorization
            ? authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && access.IsToken(authorization[Bearer.Length..].Trim())
            : access.IsSession(request.Cookies[LoginEndpoints.SessionCookie]);

    private static bool AcceptsHtml(HttpRequest request) =>
        request.Headers[HeaderNames.Accept].ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
