using Foobar.Hosting.Dashboard.Telemetry.Filters;
using Microsoft.Extensions.Logging;

namespace Foobar.Hosting.Dashboard.Telemetry.Logs;

/// <summary>Which log records are wanted.</summary>
internal sealed record LogQuery
{
    private const int DefaultLimit = 200;
    private const int MaxLimit = 1_000;

    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>The least level.</summary>
    public LogLevel Level { get; init; } = LogLevel.Trace;

    /// <summary>A part of the message.</summary>
    public string? Text { get; init; }

    public IReadOnlyList<AttributeFilter> Filters { get; init; } = [];

    public TraceId? TraceId { get; init; }

    public SpanId? SpanId { get; init; }

    /// <summary>Only records with lower ids.</summary>
    public long? Before { get; init; }

    public int Limit { get; init; } = DefaultLimit;

    /// <exception cref="QueryException">A parameter cannot be understood.</exception>
    public static LogQuery Read(QueryReader query) => new()
    {
        Resources = query.Texts("resource"),
        Level = ReadLevel(query.Text("level")),
        Text = query.Text("text"),
        Filters = query.Filters("filter"),
        TraceId = query.Text("traceId") is { } trace ? Telemetry.TraceId.Parse(trace) : null,
        SpanId = query.Text("spanId") is { } span ? Telemetry.SpanId.Parse(span) : null,
        Before = query.Number("before"),
        Limit = query.Number("limit", DefaultLimit, 1, MaxLimit),
    };

    public bool Matches(LogEntry entry)
    {
        if (entry.Level < Level
            || (TraceId is { } trace && entry.TraceId != trace)
            || (SpanId is { } span && entry.SpanId != span)
            || (Resources.Count > 0 && !Resources.Contains(entry.Resource.Name, StringComparer.OrdinalIgnoreCase))
            || (Text is not null && !entry.Message.Contains(Text, StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        foreach (var filter in Filters)
        {
            if (!filter.Matches(entry.Find(filter.Name)))
            {
                return false;
            }
        }

        return true;
    }

    private static LogLevel ReadLevel(string? text) => text is null ? LogLevel.Trace
        : Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) && Enum.IsDefined(level) && level != LogLevel.None ? level
        : throw new QueryException($"'level' is '{text}'. It must be Trace, Debug, Information, Warning, Error or Critical.");
}
