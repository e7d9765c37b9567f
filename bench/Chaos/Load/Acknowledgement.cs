namespace Foobar.Chaos.Load;

/// <summary>A link that the site has said it keeps.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Url">Where it leads, different for each link.</param>
/// <param name="Node">The database node that the answer names.</param>
/// <param name="Token">What makes later reads see it, if the answer had one.</param>
/// <param name="StartedAt">When the request that was answered was sent: the last one, if there were several.</param>
/// <param name="EndedAt">When the answer was there.</param>
internal sealed record Acknowledgement(string Code, string Url, string? Node, string? Token, TimeSpan StartedAt, TimeSpan EndedAt);
