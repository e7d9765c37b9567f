using Foobar.Web.Links.Owners;

namespace Foobar.Web.Links;

/// <summary>The link made, or what is wrong with what was asked, by field.</summary>
internal sealed record CreateLinkResult
{
    public Link? Link { get; init; }

    /// <summary>Whose the link is: the owner given, or one made with it.</summary>
    public OwnerToken? Owner { get; init; }

    public string? UrlError { get; init; }

    public string? AliasError { get; init; }

    public string? ExpiresError { get; init; }

    /// <summary>The alias is fine in itself but taken.</summary>
    public bool IsConflict { get; init; }

    /// <summary>The idempotency key came with another request before.</summary>
    public bool IsKeyReused { get; init; }
}
