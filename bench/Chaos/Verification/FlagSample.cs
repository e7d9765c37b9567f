namespace Foobar.Chaos.Verification;

/// <summary>Whether a node's own flags let applications write to it, at some moment between two.</summary>
/// <param name="SentAt">Before the question.</param>
/// <param name="ReceivedAt">After the answer.</param>
/// <param name="IsWritable">What the flags say; false also when the node refuses applications.</param>
internal readonly record struct FlagSample(TimeSpan SentAt, TimeSpan ReceivedAt, bool IsWritable);
