using Foobar.ServiceDefaults.Pages;
using Foobar.Web.Links.Owners;
using Foobar.Web.Pages;

namespace Foobar.Web.Links.Mine;

/// <summary>The links that this browser has made.</summary>
internal static class MyLinksEndpoints
{
    public static void MapMyLinks(this IEndpointRouteBuilder endpoints) => endpoints.MapPage("/links", ListAsync);

    private static async Task<IResult> ListAsync(
        HttpRequest request, LinkService links, TimeProvider time, CancellationToken cancellationToken, string? after = null, string? deleted = null)
    {
        ulong afterId = 0;
        if (after is not null && !LinkCursor.TryDecode(after, out afterId))
        {
            return TypedResults.Redirect("/links");
        }

        IReadOnlyList<LinkView> views = [];
        string? next = null;
        if (OwnerCookie.Read(request) is { } owner)
        {
            (var page, next) = await links.ListAsync(owner, after is null ? null : afterId, LinkService.DefaultLimit, cancellationToken);
            var clicks = await links.CountClicksAsync(page, cancellationToken);
            views = [.. page.Select(link => LinkView.From(link, request, clicks.GetValueOrDefault(link.Id)))];
        }

        return HtmlPage.Of<MyLinksPage>(
            StatusCodes.Status200OK,
            (nameof(MyLinksPage.Links), views),
            (nameof(MyLinksPage.Next), next),
            (nameof(MyLinksPage.IsFirst), after is null),
            (nameof(MyLinksPage.Deleted), deleted is not null && LinkCode.IsWellFormed(deleted) ? deleted : null),
            (nameof(MyLinksPage.Now), time.GetUtcNow().UtcDateTime));
    }
}
