using Foobar.ServiceDefaults.Pages;
using Foobar.Web.Links.Owners;
using Foobar.Web.Pages;

namespace Foobar.Web.Links.Details;

/// <summary>A link's own page: what it is, how often it was followed, and its end.</summary>
internal static class LinkPageEndpoints
{
    public static void MapLinkPage(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPage($"/links/{LinkCode.RoutePattern}", ShowAsync);
        endpoints.MapPage($"/links/{LinkCode.RoutePattern}/qr.svg", DrawAsync);

        // The token is checked by hand, to say what to do.
        endpoints.MapPost($"/links/{LinkCode.RoutePattern}/delete", DeleteAsync).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        string code, HttpContext context, FormTokens tokens, LinkService links, CancellationToken cancellationToken)
    {
        var details = await links.GetDetailsAsync(code, OwnerCookie.Read(context.Request), cancellationToken);

        // What has expired still has clicks to show to its owner.
        if (details.Link is not { } link || (details.State != LinkState.Found && !details.IsOwner))
        {
            return LinkProblems.Of(details.State, code);
        }

        return HtmlPage.Of<LinkPage>(
            StatusCodes.Status200OK,
            (nameof(LinkPage.Link), LinkView.From(link, context.Request, details.IsOwner ? details.Clicks : null)),
            (nameof(LinkPage.IsExpired), details.State == LinkState.Expired),
            (nameof(LinkPage.IsNew), context.Request.Query.ContainsKey("made")),
            (nameof(LinkPage.IsOwner), details.IsOwner),
            (nameof(LinkPage.Days), details.Days.Select(day => (day.Day, day.Clicks)).ToArray()),
            (nameof(LinkPage.Token), details.IsOwner ? tokens.Create(context) : null));
    }

    private static async Task<IResult> DrawAsync(string code, HttpContext context, LinkService links, CancellationToken cancellationToken)
    {
        var lookup = await links.FindAsync(code, cancellationToken);
        if (lookup.Link is not { } link)
        {
            return LinkProblems.Of(lookup.State, code);
        }

        // It says the link's address, and that never changes.
        context.Response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.Text(QrCode.DrawSvg(ShortUrl.Of(link.Code, context.Request)), "image/svg+xml");
    }

    private static async Task<IResult> DeleteAsync(
        string code, HttpContext context, FormTokens tokens, LinkService links, CancellationToken cancellationToken)
    {
        if (!await tokens.IsValidAsync(context))
        {
            return TypedResults.Problem(FormTokens.Refusal, statusCode: StatusCodes.Status400BadRequest);
        }

        var outcome = OwnerCookie.Read(context.Request) is { } owner
            ? await links.DeleteAsync(code, owner, cancellationToken)
            : DeleteLinkOutcome.NotOwner;
        return outcome switch
        {
            DeleteLinkOutcome.Deleted => new SeeOther($"/links?deleted={code}"),
            DeleteLinkOutcome.NotOwner => TypedResults.Problem("Only the browser that made a link can delete it.", statusCode: StatusCodes.Status403Forbidden),
            _ => LinkProblems.Of(LinkState.NotFound, code),
        };
    }
}
