using System.ComponentModel;
using Foobar.Web.Consistency;
using Foobar.Web.System;

namespace Foobar.Web.Links.Following;

/// <summary>The short links themselves.</summary>
internal static class FollowEndpoint
{
    public static void MapFollowing(this WebApplication app) =>
        app.MapMethods($"/{LinkCode.RoutePattern}", [HttpMethods.Get, HttpMethods.Head], FollowAsync)
            .WithMetadata(new Marker())
            .WithName("FollowLink")
            .WithTags("Following")
            .WithSummary("Follow a link")
            .WithDescription("Redirects to where the link leads. Each GET is counted as a click, unless the browser says that it only prefetches.")
            .Produces(StatusCodes.Status302Found)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status410Gone)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> FollowAsync(
        [Description("The part after the slash.")] string code,
        HttpContext context,
        LinkFollower follower,
        LinkRedirect redirect,
        ReaderConsistency consistency,
        ServedBy servedBy)
    {
        // The route lets more through: it ignores case, which makes 'k' of the Kelvin sign, and '$' allows a final newline.
        var result = !LinkCode.IsWellFormed(code) ? new(LinkState.NotFound)
            : context.Features.Get<Task<FollowResult>>() is { } lookUp ? await lookUp
            : await follower.FindAsync(code, consistency.Token, context.RequestAborted);
        servedBy.DatabaseNode = result.Node;
        if (result.Link is { } link)
        {
            redirect.Write(context, link);
            return TypedResults.Empty;
        }

        context.Response.Headers.CacheControl = LinkRedirect.CacheControl;
        return LinkProblems.Of(result.State, code);
    }

    /// <summary>Marks the endpoint for <see cref="FollowMiddleware"/>.</summary>
    internal sealed class Marker;
}
