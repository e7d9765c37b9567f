namespace Foobar.Web.Links;

/// <summary>A link as its page shows it.</summary>
/// <param name="State">What the code stands for.</param>
/// <param name="Link">The link, if it is found or expired.</param>
/// <param name="IsOwner">Whether the reader is its owner, who alone sees the clicks.</param>
/// <param name="Clicks">All clicks.</param>
/// <param name="Days">The clicks of the last days, without gaps, oldest first; none for others than the owner.</param>
internal sealed record LinkDetails(LinkState State, Link? Link, bool IsOwner, long Clicks, IReadOnlyList<DailyClicks> Days);

/// <summary>How often a link was followed on a day (UTC).</summary>
internal readonly record struct DailyClicks(DateOnly Day, long Clicks);
