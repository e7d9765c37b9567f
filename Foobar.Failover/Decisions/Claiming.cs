namespace Foobar.Failover.Decisions;

/// <summary>What has to be so before the recorded primary may be opened, and stays so while it is.</summary>
internal static class Claiming
{
    /// <summary>The next step until nobody else takes writes and the primary follows nobody; <see langword="null"/> when it is so.</summary>
    public static Decision? Next(RecordedPair pair) => pair.Other.State is { IsClosed: false }
        ? new(FailoverStep.Fence, pair.Other.Name, $"{pair.Other} takes writes and is not the primary")
        : Detaching.Next(pair.Primary, "it is the primary");
}
