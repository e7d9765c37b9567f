using Foobar.Hosting.Dashboard.Otlp.Wire;
using Foobar.Hosting.Dashboard.Telemetry;
using Foobar.Hosting.Dashboard.Telemetry.Logs;
using Microsoft.Extensions.Logging;

namespace Foobar.Hosting.Dashboard.Otlp.Import;

/// <summary>Reads log records.</summary>
internal sealed class LogRecordReader(TelemetryLimits limits)
{
    private const int SeveritiesOfLevel = 4;

    private readonly AttributeReader _attributes = new(limits);

    public LogEntry Read(TelemetryResource resource, InstrumentationScope? scope, LogRecord record)
    {
        var observed = OtlpTime.Read(record.ObservedTimeUnixNano);
        var time = OtlpTime.Read(record.TimeUnixNano) ?? observed ?? DateTime.UtcNow;
        return new LogEntry
        {
            Resource = resource,
            Time = time,
            ObservedTime = observed ?? time,
            Level = Level(record.SeverityNumber),
            Category = TextPool.Share(_attributes.Cut(scope?.Name ?? "")),
            Message = _attributes.Text(record.Body),
            TraceId = TraceId.Read(record.TraceId.Span),
            SpanId = SpanId.Read(record.SpanId.Span),
            EventName = record.EventName.Length > 0 ? TextPool.Share(_attributes.Cut(record.EventName)) : null,
            Attributes = _attributes.Read(record.Attributes),
        };
    }

    // Four severities for each of trace, debug, info, warn, error, fatal; whoever says none means neither bad nor good.
    private static LogLevel Level(int severity) =>
        severity <= 0 ? LogLevel.Information : (LogLevel)Math.Min((severity - 1) / SeveritiesOfLevel, (int)LogLevel.Critical);
}
