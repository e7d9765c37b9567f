namespace Foobar.Hosting.Dashboard.Telemetry.Logs;

/// <summary>Answers questions about logs.</summary>
internal static class LogReader
{
    /// <summary>Keeps a message small enough to be drawn between two frames.</summary>
    public const int MaxItemsOfBatch = 500;

    public static PageView<LogView> Page(LogStore store, LogQuery query)
    {
        var (items, matching, total) = Newest(store.Read(), query, after: 0, query.Limit);
        return new(items, matching > items.Count, total, store.Dropped);
    }

    /// <param name="store">The records.</param>
    /// <param name="query">Which are wanted.</param>
    /// <param name="after">The id of the last record that the reader knows.</param>
    /// <param name="limit">How many at most; the newest are taken.</param>
    public static BatchView<LogView> Batch(LogStore store, LogQuery query, long after, int limit)
    {
        var (items, matching, total) = Newest(store.Read(), query, after, limit);
        return new(items, matching - items.Count, total, store.Dropped);
    }

    // From the newest to the oldest: only those that are shown are made into views.
    private static (List<LogView> Items, int Matching, int Total) Newest(LogEntry[] entries, LogQuery query, long after, int limit)
    {
        var items = new List<LogView>();
        var (matching, total) = (0, 0);
        for (var i = entries.Length - 1; i >= 0; i--)
        {
            var entry = entries[i];
            if (!query.Matches(entry))
            {
                continue;
            }

            total++;
            if (entry.Id > after && (query.Before is not { } before || entry.Id < before))
            {
                matching++;
                if (items.Count < limit)
                {
                    items.Add(LogView.Of(entry));
                }
            }
        }

        items.Reverse();
        return (items, matching, total);
    }
}
