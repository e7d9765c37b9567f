namespace Foobar.Chaos.Verification;

/// <summary>For how long the flags of both nodes let applications write.</summary>
/// <param name="Samples">The samples of either node that said so meanwhile.</param>
/// <param name="Longest">The longest such time.</param>
internal sealed record WritableOverlap(int Samples, TimeSpan Longest)
{
    // A node that has not been heard of for longer may have been frozen: it was not writable then, whatever its flags.
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromMilliseconds(500);

    /// <summary>Compares what was sampled of both nodes.</summary>
    public static WritableOverlap Of(IReadOnlyList<FlagSample> one, IReadOnlyList<FlagSample> other)
    {
        var overlaps = (
            from a in Intervals(one)
            from b in Intervals(other)
            let start = a.Start > b.Start ? a.Start : b.Start
            let end = a.End < b.End ? a.End : b.End
            where start <= end
            select (Start: start, End: end)).ToList();
        return new WritableOverlap(
            one.Concat(other).Count(s => s.IsWritable && overlaps.Any(o => o.Start <= s.ReceivedAt && s.SentAt <= o.End)),
            overlaps.Select(o => o.End - o.Start).DefaultIfEmpty().Max());
    }

    // Only the time in which the node was writable for certain: from the first answer that says so to the last question.
    private static List<(TimeSpan Start, TimeSpan End)> Intervals(IReadOnlyList<FlagSample> samples)
    {
        var intervals = new List<(TimeSpan Start, TimeSpan End)>();
        FlagSample? previous = null;
        foreach (var sample in samples)
        {
            if (sample.IsWritable)
            {
                if (previous is { IsWritable: true } before && sample.ReceivedAt - before.ReceivedAt <= s_longestSilence)
                {
                    intervals[^1] = intervals[^1] with { End = sample.SentAt };
                }
                else
                {
                    intervals.Add((sample.ReceivedAt, sample.ReceivedAt));
                }
            }

            previous = sample;
        }

        return intervals;
    }
}
