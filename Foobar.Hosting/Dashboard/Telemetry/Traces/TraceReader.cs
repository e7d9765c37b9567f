namespace Foobar.Hosting.Dashboard.Telemetry.Traces;

/// <summary>Answers questions about traces.</summary>
internal static class TraceReader
{
    public static PageView<TraceView> Page(TraceStore store, TraceQuery query)
    {
        var (items, matching, total) = Newest(store.Read(), query, after: 0, query.Limit);
        return new(items, matching > items.Count, total, store.Dropped);
    }

    /// <param name="store">The traces.</param>
    /// <param name="query">Which are wanted.</param>
    /// <param name="after">The store's version that the reader knows.</param>
    public static BatchView<TraceView> Batch(TraceStore store, TraceQuery query, long after)
    {
        var (items, matching, total) = Newest(store.Read(), query, after, query.Limit);
        return new(items, after == 0 ? 0 : matching - items.Count, total, store.Dropped);
    }

    /// <param name="trace">The trace.</param>
    /// <param name="findPeer">Names whom a client's span called.</param>
    /// <param name="logs">How many log records each span has.</param>
    public static TraceDetailsView Details(TraceRecord trace, Func<SpanRecord, string?> findPeer, Dictionary<SpanId, int> logs)
    {
        var summary = TraceView.Of(trace);
        var answered = trace.Spans.Join(trace.Spans, child => child.ParentId, parent => parent.SpanId, (child, parent) => (Child: child, Parent: parent))
            .Where(pair => pair.Child.Resource != pair.Parent.Resource)
            .Select(pair => pair.Parent.SpanId)
            .ToHashSet();
        return new(
            summary.TraceId, summary.Sequence, summary.Name, summary.Time, summary.Duration, summary.Spans, summary.Errors, summary.Resources,
            [.. SpanTree.Order(trace.Spans).Select(View)],
            logs.Values.Sum());

        SpanView View(SpanRecord span) => new(
            span.SpanId.ToString(),
            span.ParentId == SpanId.None ? null : span.ParentId.ToString(),
            span.Name,
            span.Kind.ToString(),
            span.Resource.Name,
            span.Scope,
            FromStart(span.Start),
            (span.End - span.Start).TotalMilliseconds,
            span.Status.ToString(),
            span.StatusMessage,
            span.Kind is SpanKind.Client or SpanKind.Producer && !answered.Contains(span.SpanId) ? findPeer(span) : null,
            span.Attributes,
            [.. span.Events.Select(e => new SpanEventView(e.Name, FromStart(e.Time), e.Attributes))],
            [.. span.Links.Select(l => new SpanLinkView(l.TraceId.ToString(), l.SpanId.ToString(), l.Attributes))],
            logs.GetValueOrDefault(span.SpanId));

        double FromStart(DateTime time) => (time - trace.Start).TotalMilliseconds;
    }

    private static (List<TraceView> Items, int Matching, int Total) Newest(TraceRecord[] traces, TraceQuery query, long after, int limit)
    {
        var items = new List<TraceView>();
        var (matching, total) = (0, 0);
        for (var i = traces.Length - 1; i >= 0; i--)
        {
            var trace = traces[i];
            if (!query.Matches(trace))
            {
                continue;
            }

            total++;
            if (trace.Version > after && (query.Before is not { } before || trace.Sequence < before))
            {
                matching++;
                if (items.Count < limit)
                {
                    items.Add(TraceView.Of(trace));
                }
            }
        }

        items.Reverse();
        return (items, matching, total);
    }
}
