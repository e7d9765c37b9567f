using Foobar.Hosting.Dashboard.Telemetry.Filters;

namespace Foobar.Hosting.Dashboard.Telemetry.Traces;

/// <summary>Which traces are wanted.</summary>
internal sealed record TraceQuery
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 500;

    /// <summary>Resources of which at least one takes part.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>A part of the trace's name, of a span's, or of the id.</summary>
    public string? Text { get; init; }

    /// <summary>Only those with a failed span.</summary>
    public bool Errors { get; init; }

    public TimeSpan MinDuration { get; init; }

    /// <summary>What one span has to meet, all of it.</summary>
    public IReadOnlyList<AttributeFilter> Filters { get; init; } = [];

    /// <summary>Only traces with lower sequence numbers.</summary>
    public long? Before { get; init; }

    public int Limit { get; init; } = DefaultLimit;

    /// <exception cref="QueryException">A parameter cannot be understood.</exception>
    public static TraceQuery Read(QueryReader query) => new()
    {
        Resources = query.Texts("resource"),
        Text = query.Text("text"),
        Errors = query.Flag("errors"),
        MinDuration = query.Milliseconds("minDuration") ?? TimeSpan.Zero,
        Filters = query.Filters("filter"),
        Before = query.Number("before"),
        Limit = query.Number("limit", DefaultLimit, 1, MaxLimit),
    };

    public bool Matches(TraceRecord trace) =>
        (!Errors || trace.Errors > 0)
        && (MinDuration == TimeSpan.Zero || trace.End - trace.Start >= MinDuration)
        && (Resources.Count == 0 || trace.Spans.Any(span => Resources.Contains(span.Resource.Name, StringComparer.OrdinalIgnoreCase)))
        && (Text is null || HasText(trace, Text))
        && (Filters.Count == 0 || trace.Spans.Any(span => Filters.All(filter => filter.Matches(span.Find(filter.Name)))));

    private static bool HasText(TraceRecord trace, string text) =>
        trace.Name.Contains(text, StringComparison.OrdinalIgnoreCase)
        || trace.Spans.Any(span => span.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
        || (text.All(char.IsAsciiHexDigit) && trace.Id.ToString().Contains(text, StringComparison.OrdinalIgnoreCase));
}
