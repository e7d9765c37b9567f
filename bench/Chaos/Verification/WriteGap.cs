namespace Foobar.Chaos.Verification;

/// <summary>How long nobody could write.</summary>
internal static class WriteGap
{
    /// <summary>
    /// The longest time between two acknowledgements in a row, of all that has a part after the fault: from the last before it
    /// to the first after it counts.
    /// </summary>
    /// <param name="acknowledgements">When writes were acknowledged, in any order.</param>
    /// <param name="fault">When the fault began.</param>
    /// <param name="end">Until when there was load: a gap that lasts until then counts too.</param>
    public static TimeSpan Longest(IEnumerable<TimeSpan> acknowledgements, TimeSpan fault, TimeSpan end)
    {
        var longest = TimeSpan.Zero;
        TimeSpan? previous = null;
        foreach (var acknowledgement in acknowledgements.Where(at => at < end).Order().Append(end))
        {
            if (acknowledgement > fault)
            {
                longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, (acknowledgement - (previous ?? fault)).Ticks));
            }

            previous = acknowledgement;
        }

        return longest;
    }
}
