namespace Foobar.Gateway.Health;

/// <summary>What a destination answered to its last probe, and how many answers of the kind there were in a row.</summary>
/// <param name="At">When the answer came.</param>
/// <param name="IsGood">Whether it was a success.</param>
/// <param name="InARow">So many answers of this kind, this one included.</param>
/// <param name="Result">For people: <c>200</c>, <c>503 Draining</c>, <c>Connection refused</c>.</param>
internal sealed record ProbeRecord(DateTimeOffset At, bool IsGood, int InARow, string Result);
