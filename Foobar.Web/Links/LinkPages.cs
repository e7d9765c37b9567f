using Foobar.ServiceDefaults.Pages;
using Foobar.Web.Links.Owners;
using Microsoft.AspNetCore.Mvc;

namespace Foobar.Web.Links;

/// <summary>The site for people: a form, and the links made with it.</summary>
internal static class LinkPages
{
    public static void MapLinkPages(this WebApplication app)
    {
        app.MapGet("/", HomeAsync);

        // CrossOriginProtection stands in for antiforgery tokens.
        app.MapPost("/", CreateAsync).DisableAntiforgery();
    }

    private static async Task<IResult> HomeAsync(
        HttpRequest request, LinkService links, CancellationToken cancellationToken, string? created = null, string? after = null)
    {
        ulong afterId = 0;
        if (after is not null && !LinkCursor.TryDecode(after, out afterId))
        {
            return TypedResults.Redirect("/");
        }

        var createdLink = created is null ? null : (await links.FindAsync(created, cancellationToken)).Link;
        var (page, next) = await ListAsync(request, links, after is null ? null : afterId, cancellationToken);
        return Render(StatusCodes.Status200OK, new HomeModel
        {
            Created = createdLink is null ? null : LinkResponse.From(createdLink, request),
            Links = [.. page.Select(link => LinkResponse.From(link, request))],
            Next = next,
        });
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context,
        LinkService links,
        CancellationToken cancellationToken,
        [FromForm] string? url = null,
        [FromForm] string? alias = null,
        [FromForm] string? key = null)
    {
        // An empty field is sent too, and means that no alias is wished for.
        var wanted = string.IsNullOrWhiteSpace(alias) ? null : alias.Trim();
        var owner = OwnerCookie.Read(context.Request);
        var result = await links.CreateAsync(new(url, wanted), owner, IdempotencyKey.OfForm(key, url, wanted), cancellationToken);
        if (result.Link is { } link)
        {
            OwnerCookie.Write(context, result.Owner!);

            // 303: a reload of the page that follows does not send the form again.
            return new SeeOther($"/?created={link.Code}");
        }

        var (page, next) = await ListAsync(context.Request, links, null, cancellationToken);
        var status = result.IsConflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return Render(status, new HomeModel
        {
            Url = url,
            Alias = alias,
            UrlError = result.UrlError,
            AliasError = result.AliasError,
            Links = [.. page.Select(link => LinkResponse.From(link, context.Request))],
            Next = next,
        });
    }

    private static async Task<(IReadOnlyList<Link> Links, string? Next)> ListAsync(
        HttpRequest request, LinkService links, ulong? afterId, CancellationToken cancellationToken) =>
        OwnerCookie.Read(request) is { } owner
            ? await links.ListAsync(owner, afterId, LinkService.DefaultLimit, cancellationToken)
            : ([], null);

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
