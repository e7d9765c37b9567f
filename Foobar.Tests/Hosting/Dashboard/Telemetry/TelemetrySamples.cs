using Foobar.Hosting.Dashboard.Telemetry;
using Foobar.Hosting.Dashboard.Telemetry.Logs;
using Foobar.Hosting.Dashboard.Telemetry.Traces;
using Microsoft.Extensions.Logging;

namespace Foobar.Tests.Hosting.Dashboard.Telemetry;

/// <summary>Telemetry as stores get it.</summary>
internal static class TelemetrySamples
{
    public static readonly DateTime Start = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);

    public static TelemetryResource Resource(string name = "web-1") => new(name, name, name, Start);

    public static TelemetryAttribute[] Attributes(params (string Key, string Value)[] attributes) =>
        [.. attributes.Select(a => new TelemetryAttribute(a.Key, a.Value)).OrderBy(a => a.Key, StringComparer.Ordinal)];

    public static LogEntry Log(string message, LogLevel level = LogLevel.Information, TelemetryResource? resource = null, params (string Key, string Value)[] attributes) => new()
    {
        Resource = resource ?? Resource(),
        Time = Start,
        ObservedTime = Start,
        Level = level,
        Category = "Tests",
        Message = message,
        Attributes = Attributes(attributes),
    };

    /// <param name="id">The span's id.</param>
    /// <param name="parent">Its parent's id; 0 for none.</param>
    /// <param name="start">Milliseconds.</param>
    /// <param name="end">Milliseconds.</param>
    /// <param name="trace">The trace's id.</param>
    /// <param name="resource">Who made it.</param>
    public static SpanRecord Span(ulong id, ulong parent = 0, double start = 0, double end = 1, uint trace = 1, TelemetryResource? resource = null) => new()
    {
        Resource = resource ?? Resource(),
        TraceId = new(trace),
        SpanId = new(id),
        ParentId = new(parent),
        Name = $"span {id}",
        Kind = SpanKind.Internal,
        Scope = "Tests",
        Start = Start.AddMilliseconds(start),
        End = Start.AddMilliseconds(end),
    };
}
