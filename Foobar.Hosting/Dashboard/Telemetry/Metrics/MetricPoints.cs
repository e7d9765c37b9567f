namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>A number that a process has reported; times are milliseconds since 1970.</summary>
/// <param name="Start">Since when a sum is counted.</param>
/// <param name="Time">When it was read.</param>
/// <param name="Value">The number.</param>
/// <param name="IsDelta">Whether it is what came since the last report, rather than since the start.</param>
internal readonly record struct NumberPoint(long Start, long Time, double Value, bool IsDelta = false);

/// <summary>A distribution that a process has reported.</summary>
/// <param name="Start">Since when it is counted.</param>
/// <param name="Time">When it was read.</param>
/// <param name="Totals">The counts.</param>
/// <param name="Bounds">The upper ends of all buckets but the last, which has none.</param>
/// <param name="IsDelta">Whether it is what came since the last report, rather than since the start.</param>
internal readonly record struct HistogramPoint(long Start, long Time, HistogramTotals Totals, double[] Bounds, bool IsDelta = false);

/// <summary>A single measurement that was made within a trace.</summary>
internal readonly record struct MetricExemplar(DateTime Time, double Value, TraceId TraceId, SpanId SpanId);
