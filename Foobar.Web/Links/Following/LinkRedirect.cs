using Foobar.Web.Links.Clicks;
using Foobar.Web.Security;
using Foobar.Web.System;
using Microsoft.Extensions.Primitives;

namespace Foobar.Web.Links.Following;

/// <summary>Sends a follower on, and counts them.</summary>
internal sealed class LinkRedirect(ClickCounter clicks, ServerName server)
{
    // Each visit comes back here, so that it is counted and a link can be deleted.
    public const string CacheControl = "private, no-store";

    // The destination sees from which site somebody comes, never from which page.
    private const string ReferrerPolicy = "strict-origin-when-cross-origin";

    private static readonly StringValues s_cacheControl = CacheControl;
    private static readonly StringValues s_referrerPolicy = ReferrerPolicy;

    private readonly StringValues _server = server.Value;

    /// <param name="context">The follower's request.</param>
    /// <param name="link">The link.</param>
    /// <param name="node">The database node that it was read from, unless it was in memory.</param>
    public void Write(HttpContext context, FollowedLink link, string? node = null)
    {
        if (IsClick(context.Request))
        {
            clicks.Count(link.Id);
        }

        var response = context.Response;
        response.StatusCode = StatusCodes.Status302Found;
        response.ContentLength = 0;
        var headers = response.Headers;
        headers.Location = link.Url;
        headers.CacheControl = s_cacheControl;
        headers[SecurityHeaders.ReferrerPolicy] = s_referrerPolicy;
        headers[ServedBy.ServerHeader] = _server;
        if (node is not null)
        {
            headers[ServedBy.DatabaseNodeHeader] = node;
        }
    }

    // A look, or a browser that fetches what somebody may want next, is no visit.
    private static bool IsClick(HttpRequest request) =>
        !HttpMethods.IsHead(request.Method) && !IsPrefetch(request.Headers["Sec-Purpose"]) && !IsPrefetch(request.Headers["Purpose"]);

    private static bool IsPrefetch(StringValues purpose) =>
        purpose.Count > 0 && purpose[0] is { } value && value.StartsWith("prefetch", StringComparison.OrdinalIgnoreCase);
}
