namespace Foobar.Hosting.Dashboard.Telemetry.Traces;

/// <summary>Puts the spans of a trace into the order of a waterfall: each after its parent, siblings by their start.</summary>
internal static class SpanTree
{
    public static IReadOnlyList<SpanRecord> Order(IReadOnlyCollection<SpanRecord> spans)
    {
        var known = spans.Select(span => span.SpanId).ToHashSet();
        var children = spans.Where(IsChild).ToLookup(span => span.ParentId);
        var ordered = new List<SpanRecord>(spans.Count);
        var seen = new HashSet<SpanId>();

        // Whose parent is not there, as while it is yet to come, stands at the root.
        Append(spans.Where(span => !IsChild(span)));

        // What is left goes round in circles, which only a broken sender makes.
        foreach (var span in spans.OrderBy(span => span.Start))
        {
            Append([span]);
        }

        return ordered;

        bool IsChild(SpanRecord span) => span.ParentId != SpanId.None && known.Contains(span.ParentId);

        // Not by recursion: a trace may be deeper than the stack.
        void Append(IEnumerable<SpanRecord> roots)
        {
            var pending = new Stack<SpanRecord>(roots.OrderByDescending(span => span.Start));
            while (pending.TryPop(out var span))
            {
                if (!seen.Add(span.SpanId))
                {
                    continue;
                }

                ordered.Add(span);
                foreach (var child in children[span.SpanId].OrderByDescending(child => child.Start))
                {
                    pending.Push(child);
                }
            }
        }
    }
}
