namespace Foobar.Web.Links.Following;

/// <summary>
/// Follows links that are in memory before anything else is done: most requests of such a site are for few links. All others
/// go on to <see cref="FollowEndpoint"/>.
/// </summary>
internal sealed class FollowMiddleware(
    RequestDelegate next, LinkCache cache, LinkRedirect redirect, TimeProvider time, EndpointDataSource endpoints)
{
    private Endpoint? _endpoint;

    public Task InvokeAsync(HttpContext context)
    {
        if (IsCandidate(context.Request, out var code)
            && cache.Find(code) is { } link
            && (link.ExpiresAt is null || !link.IsExpiredAt(time.GetUtcNow().UtcDateTime)))
        {
            // By this, traces and metrics know what was asked for.
            context.SetEndpoint(_endpoint ??= endpoints.Endpoints.First(endpoint => endpoint.Metadata.GetMetadata<FollowEndpoint.Marker>() is not null));
            redirect.Write(context, link);
            return Task.CompletedTask;
        }

        return next(context);
    }

    private static bool IsCandidate(HttpRequest request, out ReadOnlySpan<char> code)
    {
        code = request.Path.Value;
        if (code.Length is <= LinkCode.MinLength or > LinkCode.MaxLength + 1 || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            return false;
        }

        code = code[1..];
        return true;
    }
}
