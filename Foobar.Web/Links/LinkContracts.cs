namespace Foobar.Web.Links;

/// <summary>Body of <c>POST /api/links</c>.</summary>
/// <param name="Url">Where the link leads: an absolute http or https URL of at most 2,048 characters.</param>
/// <param name="Alias">The code wished for, <c>[A-Za-z0-9_-]{3,32}</c>; without it one is generated.</param>
internal sealed record CreateLinkRequest(string? Url, string? Alias);

/// <summary>A short link as the API shows it.</summary>
/// <param name="Code">The part after the slash.</param>
/// <param name="Url">Where it leads.</param>
/// <param name="ShortUrl">The whole short link, under the host that the client used.</param>
/// <param name="CreatedAt">When it was made (UTC).</param>
public sealed record LinkResponse(string Code, string Url, string ShortUrl, DateTime CreatedAt)
{
    internal static LinkResponse From(Link link, HttpRequest request) =>
        new(link.Code, link.Url, ShortUrlOf(link.Code, request), link.CreatedAt);

    private static string ShortUrlOf(string code, HttpRequest request) => $"{request.Scheme}://{request.Host}/{code}";
}

/// <summary>Answer of <c>GET /api/links</c>.</summary>
/// <param name="Items">The links, newest first.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; absent on the last.</param>
internal sealed record LinkListResponse(IReadOnlyList<LinkResponse> Items, string? Next);
