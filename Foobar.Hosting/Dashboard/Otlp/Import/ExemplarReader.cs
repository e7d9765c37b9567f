using Foobar.Hosting.Dashboard.Otlp.Wire;
using Foobar.Hosting.Dashboard.Telemetry;
using Foobar.Hosting.Dashboard.Telemetry.Metrics;
using Google.Protobuf.Collections;

namespace Foobar.Hosting.Dashboard.Otlp.Import;

internal static class ExemplarReader
{
    /// <summary>The largest of a point's examples that leads to a trace: what is slow is what people look for.</summary>
    public static MetricExemplar? Largest(RepeatedField<Exemplar> exemplars)
    {
        MetricExemplar? largest = null;
        foreach (var exemplar in exemplars)
        {
            var value = exemplar.ValueCase == Exemplar.ValueOneofCase.AsInt ? exemplar.AsInt : exemplar.AsDouble;
            if (double.IsFinite(value)
                && !(largest?.Value >= value)
                && TraceId.Read(exemplar.TraceId.Span) is var trace && trace != TraceId.None
                && OtlpTime.Read(exemplar.TimeUnixNano) is { } time)
            {
                largest = new(time, value, trace, SpanId.Read(exemplar.SpanId.Span));
            }
        }

        return largest;
    }
}
