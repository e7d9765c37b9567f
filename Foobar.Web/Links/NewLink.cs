namespace Foobar.Web.Links;

/// <summary>A link that somebody wishes for, as entered.</summary>
/// <param name="Url">Where it shall lead.</param>
/// <param name="Alias">The code wished for, or null.</param>
/// <param name="ExpiresAt">Until when it shall be followed: a date or a time of ISO 8601, or null.</param>
internal sealed record NewLink(string? Url, string? Alias = null, string? ExpiresAt = null);
