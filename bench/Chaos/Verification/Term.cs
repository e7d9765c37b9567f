namespace Foobar.Chaos.Verification;

/// <summary>A reign, as the pair itself recorded it.</summary>
/// <param name="Primary">The node that could take writes.</param>
/// <param name="BeganAt">When it was recorded: before the node was opened.</param>
internal sealed record Term(string Primary, TimeSpan BeganAt);
