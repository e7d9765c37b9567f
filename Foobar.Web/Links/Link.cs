namespace Foobar.Web.Links;

/// <summary>A short link. The id orders links by creation and never leaves the server in the clear.</summary>
internal sealed record Link(ulong Id, string Code, string Url, DateTime CreatedAt, DateTime? ExpiresAt)
{
    public bool IsExpiredAt(DateTime time) => ExpiresAt <= time;
}
