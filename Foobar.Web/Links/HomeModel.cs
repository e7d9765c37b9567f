namespace Foobar.Web.Links;

/// <summary>What the home page shows.</summary>
public sealed record HomeModel
{
    /// <summary>The link just made.</summary>
    public LinkResponse? Created { get; init; }

    /// <summary>What was entered, to be corrected.</summary>
    public string? Url { get; init; }

    public string? Alias { get; init; }

    public string? UrlError { get; init; }

    public string? AliasError { get; init; }

    /// <summary>Makes the form, sent twice, one request.</summary>
    public string Key { get; } = IdempotencyKey.Generate();

    public required IReadOnlyList<LinkResponse> Links { get; init; }

    /// <summary>Cursor of the next page of links.</summary>
    public string? Next { get; init; }
}
