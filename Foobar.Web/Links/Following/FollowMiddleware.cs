using Foobar.Web.Consistency;

namespace Foobar.Web.Links.Following;

/// <summary>
/// Follows links before anything else is done, since most requests of such a site are for links: those in memory at once,
/// others after one read. What is no link that can be followed goes on to <see cref="FollowEndpoint"/>, which says so.
/// </summary>
internal sealed class FollowMiddleware(
    RequestDelegate next, LinkCache cache, LinkFollower follower, LinkRedirect redirect, TimeProvider time, EndpointDataSource endpoints)
{
    private Endpoint? _endpoint;

    // By this, traces and metrics know what was asked for.
    private Endpoint Endpoint => _endpoint ??= endpoints.Endpoints.First(endpoint => endpoint.Metadata.GetMetadata<FollowEndpoint.Marker>() is not null);

    public Task InvokeAsync(HttpContext context)
    {
        if (!IsCandidate(context.Request, out var code))
        {
            return next(context);
        }

        if (cache.Find(code) is { } link && (link.ExpiresAt is null || !link.IsExpiredAt(time.GetUtcNow().UtcDateTime)))
        {
            context.SetEndpoint(Endpoint);
            redirect.Write(context, link);
            return Task.CompletedTask;
        }

        // What somebody has written is known further on.
        return ConsistencyMiddleware.HasToken(context.Request) ? next(context) : LookUpAsync(context, code.ToString());
    }

    private async Task LookUpAsync(HttpContext context, string code)
    {
        if (!LinkCode.IsWellFormed(code) || LinkCode.IsReserved(code))
        {
            await next(context);
            return;
        }

        var lookUp = follower.FindAsync(code, token: null, context.RequestAborted).AsTask();
        await ((Task)lookUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (lookUp is { IsCompletedSuccessfully: true, Result: { Link: { } link } result })
        {
            context.SetEndpoint(Endpoint);
            redirect.Write(context, link, result.Node);
            return;
        }

        // Failures too are told there, where they are dealt with.
        context.Features.Set(lookUp);
        await next(context);
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
