using Foobar.Hosting.Dashboard.Otlp.Wire;
using Foobar.Hosting.Dashboard.Telemetry;
using Foobar.Hosting.Dashboard.Telemetry.Traces;
using SpanKind = Foobar.Hosting.Dashboard.Telemetry.Traces.SpanKind;

namespace Foobar.Hosting.Dashboard.Otlp.Import;

/// <summary>Reads spans.</summary>
internal sealed class SpanReader(TelemetryLimits limits)
{
    private const int MaxLinks = 128;

    private readonly AttributeReader _attributes = new(limits);

    /// <returns>The span; null if its ids are none.</returns>
    public SpanRecord? Read(TelemetryResource resource, InstrumentationScope? scope, Span span)
    {
        var (traceId, spanId) = (TraceId.Read(span.TraceId.Span), SpanId.Read(span.SpanId.Span));
        if (traceId == TraceId.None || spanId == SpanId.None)
        {
            return null;
        }

        var start = OtlpTime.Read(span.StartTimeUnixNano) ?? DateTime.UtcNow;
        var end = OtlpTime.Read(span.EndTimeUnixNano) ?? start;
        return new SpanRecord
        {
            Resource = resource,
            TraceId = traceId,
            SpanId = spanId,
            ParentId = SpanId.Read(span.ParentSpanId.Span),
            Name = TextPool.Share(_attributes.Cut(span.Name)),
            Kind = Kind(span.Kind),
            Scope = TextPool.Share(_attributes.Cut(scope?.Name ?? "")),
            Start = start,

            // A clock that was set back meanwhile.
            End = end < start ? start : end,
            Status = Status(span.Status?.Code),
            StatusMessage = span.Status?.Message is { Length: > 0 } message ? _attributes.Cut(message) : null,
            Attributes = _attributes.Read(span.Attributes),
            Events = [.. span.Events.Take(limits.MaxSpanEventCount).Select(e => new SpanEvent(TextPool.Share(_attributes.Cut(e.Name)), OtlpTime.Read(e.TimeUnixNano) ?? start, _attributes.Read(e.Attributes)))],
            Links = [.. span.Links.Take(MaxLinks).Select(link => new SpanLink(TraceId.Read(link.TraceId.Span), SpanId.Read(link.SpanId.Span), _attributes.Read(link.Attributes)))],
        };
    }

    private static SpanKind Kind(Span.Types.SpanKind kind) => kind switch
    {
        Span.Types.SpanKind.Server => SpanKind.Server,
        Span.Types.SpanKind.Client => SpanKind.Client,
        Span.Types.SpanKind.Producer => SpanKind.Producer,
        Span.Types.SpanKind.Consumer => SpanKind.Consumer,
        _ => SpanKind.Internal,
    };

    private static SpanStatus Status(Wire.Status.Types.StatusCode? code) => code switch
    {
        Wire.Status.Types.StatusCode.Ok => SpanStatus.Ok,
        Wire.Status.Types.StatusCode.Error => SpanStatus.Error,
        _ => SpanStatus.Unset,
    };
}
