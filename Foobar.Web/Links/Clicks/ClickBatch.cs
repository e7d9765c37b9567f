namespace Foobar.Web.Links.Clicks;

/// <summary>Clicks that are written at once, or not at all.</summary>
/// <param name="Id">Names the batch: sent again, it is not counted again.</param>
/// <param name="Clicks">The counts, in the order of their rows.</param>
internal sealed record ClickBatch(Guid Id, IReadOnlyList<LinkClicks> Clicks);
