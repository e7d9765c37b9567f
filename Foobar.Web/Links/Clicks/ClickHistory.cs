namespace Foobar.Web.Links.Clicks;

/// <summary>The clicks of a link.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Days">Those of the last days that have any.</param>
internal readonly record struct ClickHistory(long Total, IReadOnlyDictionary<DateOnly, long> Days)
{
    public static ClickHistory None { get; } = new(0, new Dictionary<DateOnly, long>());

    /// <summary>Each day from the first to the last.</summary>
    public IReadOnlyList<DailyClicks> WithoutGaps(DateOnly first, DateOnly last)
    {
        var days = new List<DailyClicks>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            days.Add(new(day, Days.GetValueOrDefault(day)));
        }

        return days;
    }
}
