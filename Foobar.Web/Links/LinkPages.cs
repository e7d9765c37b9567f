using Foobar.ServiceDefaults.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Foobar.Web.Links;

/// <summary>The site for people: a form, the newest links, and the short links themselves.</summary>
internal static class LinkPages
{
    public static void MapLinkPages(this WebApplication app)
    {
        app.MapGet("/", HomeAsync);

        // CrossOriginProtection stands in for antiforgery tokens.
        app.MapPost("/", CreateAsync).DisableAntiforgery();
        app.MapMethods($"/{LinkCode.RoutePattern}", [HttpMethods.Get, HttpMethods.Head], FollowAsync);
    }

    private static async Task<IResult> HomeAsync(
        HttpRequest request, LinkService links, CancellationToken cancellationToken, string? created = null, string? after = null)
    {
        ulong afterId = 0;
        if (after is not null && !LinkCursor.TryDecode(after, out afterId))
        {
            return TypedResults.Redirect("/");
        }

        var createdLink = created is not null && LinkCode.IsWellFormed(created)
            ? await links.FindAsync(created, cancellationToken)
            : null;

        var (page, next) = await links.ListAsync(after is null ? null : afterId, LinkService.DefaultLimit, cancellationToken);
        return Render(StatusCodes.Status200OK, new HomeModel
        {
            Created = createdLink is null ? null : LinkResponse.From(createdLink, request),
            Links = [.. page.Select(link => LinkResponse.From(link, request))],
            Next = next,
        });
    }

    private static async Task<IResult> CreateAsync(
        HttpRequest request,
        LinkService links,
        CancellationToken cancellationToken,
        [FromForm] string? url = null,
        [FromForm] string? alias = null,
        [FromForm] string? key = null)
    {
        // An empty field is sent too, and means that no alias is wished for.
        var wanted = string.IsNullOrWhiteSpace(alias) ? null : alias.Trim();
        var result = await links.CreateAsync(url, wanted, IdempotencyKey.OfForm(key, url, wanted), cancellationToken);
        if (result.Link is { } link)
        {
            // 303: a reload of the page that follows does not send the form again.
            return new SeeOther($"/?created={link.Code}");
        }

        var (page, next) = await links.ListAsync(null, LinkService.DefaultLimit, cancellationToken);
        var status = result.IsConflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return Render(status, new HomeModel
        {
            Url = url,
            Alias = alias,
            UrlError = result.UrlError,
            AliasError = result.AliasError,
            Links = [.. page.Select(link => LinkResponse.From(link, request))],
            Next = next,
        });
    }

    private static async Task<IResult> FollowAsync(
        string code, HttpResponse response, LinkService links, CancellationToken cancellationToken)
    {
        // Each visit comes back here, so that it can be counted and a link can change.
        response.Headers.CacheControl = "private, no-store";

        // The route lets more through: it ignores case, which makes 'k' of the Kelvin sign, and '$' allows a final newline.
        return LinkCode.IsWellFormed(code) && await links.FindAsync(code, cancellationToken) is { } link
            ? TypedResults.Redirect(link.Url)
            : TypedResults.Problem($"There is no link '{code}'.", statusCode: StatusCodes.Status404NotFound);
    }

    private static HtmlPage Render(int status, HomeModel model) => HtmlPage.Of<HomePage>(status, (nameof(HomePage.Model), model));

    private sealed class SeeOther(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}
