using Foobar.Web.Links.Owners;

namespace Foobar.Web.Links;

/// <summary>A link with what only the server knows of it.</summary>
internal sealed record StoredLink(Link Link, byte[]? OwnerHash, bool IsDeleted)
{
    public LinkState StateAt(DateTime time) =>
        IsDeleted ? LinkState.Deleted : Link.IsExpiredAt(time) ? LinkState.Expired : LinkState.Found;

    public bool IsOwnedBy(OwnerToken? owner) => owner is not null && OwnerHash is not null && OwnerHash.AsSpan().SequenceEqual(owner.Hash);
}
