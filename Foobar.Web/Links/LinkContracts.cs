using System.ComponentModel;

namespace Foobar.Web.Links;

/// <summary>Body of <c>POST /api/links</c>.</summary>
internal sealed record CreateLinkRequest(
    [property: Description("Where the link leads: an absolute http or https URL of at most 2,048 characters, without user name and password, of another site.")]
    string? Url,
    [property: Description("The code wished for: 3 to 32 letters, digits, '-' or '_'. Without it one is generated.")]
    string? Alias,
    [property: Description("Until when the link is followed: a date, meant to its end (UTC), or a time of ISO 8601; within the next ten years. Without it the link does not expire.")]
    string? ExpiresAt);

/// <summary>A short link as the API shows it.</summary>
public record LinkResponse(
    [property: Description("The part after the slash.")] string Code,
    [property: Description("Where it leads.")] string Url,
    [property: Description("The whole short link, under the host that the client used.")] string ShortUrl,
    [property: Description("When it was made (UTC).")] DateTime CreatedAt,
    [property: Description("When it ends (UTC); absent if it does not.")] DateTime? ExpiresAt)
{
    internal static LinkResponse From(Link link, HttpRequest request) =>
        new(link.Code, link.Url, Links.ShortUrl.Of(link.Code, request), link.CreatedAt, link.ExpiresAt);
}

/// <summary>A link just made.</summary>
internal sealed record CreatedLinkResponse : LinkResponse
{
    public CreatedLinkResponse(LinkResponse link, string ownerToken)
        : base(link) => OwnerToken = ownerToken;

    [Description("The secret of the link's owner, to be sent as 'Authorization: Bearer …' with later requests. The server keeps its hash alone.")]
    public string OwnerToken { get; }
}

/// <summary>A link in its owner's list.</summary>
internal sealed record ListedLinkResponse : LinkResponse
{
    public ListedLinkResponse(LinkResponse link, long clicks)
        : base(link) => Clicks = clicks;

    [Description("How often it was followed.")]
    public long Clicks { get; }
}

/// <summary>Answer of <c>GET /api/links</c>.</summary>
internal sealed record LinkListResponse(
    [property: Description("The links, newest first.")] IReadOnlyList<ListedLinkResponse> Items,
    [property: Description("What to give as 'after' for the next page; absent on the last.")] string? Next);

/// <summary>Answer of <c>GET /api/links/{code}</c>.</summary>
internal sealed record LinkDetailsResponse : LinkResponse
{
    public LinkDetailsResponse(LinkResponse link, long? clicks, IReadOnlyList<DailyClicksResponse>? days)
        : base(link) => (Clicks, Days) = (clicks, days);

    [Description("How often it was followed; for its owner alone.")]
    public long? Clicks { get; }

    [Description("The clicks of each of the last 30 days, oldest first; for its owner alone.")]
    public IReadOnlyList<DailyClicksResponse>? Days { get; }
}

/// <summary>The clicks of a day.</summary>
internal sealed record DailyClicksResponse(
    [property: Description("The day (UTC).")] DateOnly Day,
    [property: Description("How often the link was followed on it.")] long Clicks);
