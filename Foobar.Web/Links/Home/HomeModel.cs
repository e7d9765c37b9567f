using Foobar.Web.Pages;

namespace Foobar.Web.Links.Home;

/// <summary>What the home page shows: a form, and what came of the last try.</summary>
public sealed record HomeModel
{
    /// <summary>The host that links are made under.</summary>
    public required string Host { get; init; }

    /// <summary>Proves that the form came from here, whichever server it goes back to.</summary>
    public required FormToken Token { get; init; }

    /// <summary>Makes the form, sent twice, one request; the same while it is corrected, since what is in it counts too.</summary>
    public string Key { get; init; } = IdempotencyKey.Generate();

    /// <summary>What was entered.</summary>
    public string? Url { get; init; }

    /// <summary>What was entered.</summary>
    public string? Alias { get; init; }

    /// <summary>What was entered.</summary>
    public string? ExpiresAt { get; init; }

    /// <summary>What is wrong with it.</summary>
    public string? UrlError { get; init; }

    /// <summary>What is wrong with it.</summary>
    public string? AliasError { get; init; }

    /// <summary>What is wrong with it.</summary>
    public string? ExpiresError { get; init; }

    /// <summary>What went wrong, if it was none of the fields.</summary>
    public string? FormError { get; init; }

    /// <summary>Whether anything did.</summary>
    public bool HasError => (UrlError ?? AliasError ?? ExpiresError ?? FormError) is not null;
}
