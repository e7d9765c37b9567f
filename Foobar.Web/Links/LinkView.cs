namespace Foobar.Web.Links;

/// <summary>A link as pages show it.</summary>
/// <param name="Code">The part after the slash.</param>
/// <param name="Url">Where it leads.</param>
/// <param name="ShortUrl">The whole short link, under the host that the reader used.</param>
/// <param name="CreatedAt">When it was made (UTC).</param>
/// <param name="ExpiresAt">When it ends (UTC), if ever.</param>
/// <param name="Clicks">How often it was followed, for its owner alone.</param>
public sealed record LinkView(string Code, string Url, string ShortUrl, DateTime CreatedAt, DateTime? ExpiresAt, long? Clicks)
{
    /// <summary>The short link as one would say it: without the scheme.</summary>
    public string ShortText => ShortUrl[(ShortUrl.IndexOf("://", StringComparison.Ordinal) + 3)..];

    /// <summary>Where the link is looked after.</summary>
    public string Page => $"/links/{Code}";

    internal static LinkView From(Link link, HttpRequest request, long? clicks) =>
        new(link.Code, link.Url, Links.ShortUrl.Of(link.Code, request), link.CreatedAt, link.ExpiresAt, clicks);
}
