using Foobar.Hosting.Dashboard.Otlp.Wire;
using Foobar.Hosting.Dashboard.Telemetry;
using Foobar.Hosting.Dashboard.Telemetry.Metrics;
using Google.Protobuf.Collections;

namespace Foobar.Hosting.Dashboard.Otlp.Import;

/// <summary>Puts metrics into their store.</summary>
internal sealed class MetricImport(TelemetryStore telemetry)
{
    private const uint NothingRecorded = 1;
    private const string TooMany = "there are too many different metrics, or one of this name is of another type";

    private readonly AttributeReader _attributes = new(telemetry.Limits);

    public static int CountPoints(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Count,
        Metric.DataOneofCase.Sum => metric.Sum.DataPoints.Count,
        Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Count,
        Metric.DataOneofCase.ExponentialHistogram => metric.ExponentialHistogram.DataPoints.Count,
        Metric.DataOneofCase.Summary => metric.Summary.DataPoints.Count,
        _ => 0,
    };

    public void Import(TelemetryResource resource, string meter, Metric metric, Refused refused)
    {
        switch (metric.DataCase)
        {
            case Metric.DataOneofCase.Gauge:
                Numbers(metric.Gauge.DataPoints, InstrumentType.Gauge, isDelta: false);
                break;
            case Metric.DataOneofCase.Sum when IsKnown(metric.Sum.AggregationTemporality):
                Numbers(metric.Sum.DataPoints, metric.Sum.IsMonotonic ? InstrumentType.Counter : InstrumentType.UpDownCounter, IsDelta(metric.Sum.AggregationTemporality));
                break;
            case Metric.DataOneofCase.Histogram when IsKnown(metric.Histogram.AggregationTemporality):
                Histograms(metric.Histogram.DataPoints, IsDelta(metric.Histogram.AggregationTemporality));
                break;
            case Metric.DataOneofCase.ExponentialHistogram when IsKnown(metric.ExponentialHistogram.AggregationTemporality):
                ExponentialHistograms(metric.ExponentialHistogram.DataPoints, IsDelta(metric.ExponentialHistogram.AggregationTemporality));
                break;
            case Metric.DataOneofCase.Summary:
                refused.Add(CountPoints(metric), "summaries cannot be added up; send histograms");
                break;
            default:
                refused.Add(CountPoints(metric), "the aggregation temporality is missing");
                break;
        }

        void Numbers(RepeatedField<NumberDataPoint> points, InstrumentType type, bool isDelta)
        {
            var info = Info(type);
            foreach (var point in points)
            {
                var value = point.ValueCase == NumberDataPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble;
                if ((point.Flags & NothingRecorded) != 0)
                {
                    continue;
                }

                if (!double.IsFinite(value))
                {
                    refused.Add(1, "a value is not a finite number");
                    continue;
                }

                var number = new NumberPoint(OtlpTime.Milliseconds(point.StartTimeUnixNano), OtlpTime.Milliseconds(point.TimeUnixNano), value, isDelta);
                Count(telemetry.Metrics.Add(resource, info, _attributes.Read(point.Attributes), number, ExemplarReader.Largest(point.Exemplars)));
            }
        }

        void Histograms(RepeatedField<HistogramDataPoint> points, bool isDelta)
        {
            var info = Info(InstrumentType.Histogram);
            foreach (var point in points)
            {
                if ((point.Flags & NothingRecorded) != 0)
                {
                    continue;
                }

                if (HistogramReader.Read(point, isDelta) is not { } histogram)
                {
                    refused.Add(1, "the buckets of a histogram do not fit their bounds");
                    continue;
                }

                Count(telemetry.Metrics.Add(resource, info, _attributes.Read(point.Attributes), histogram, ExemplarReader.Largest(point.Exemplars)));
            }
        }

        void ExponentialHistograms(RepeatedField<ExponentialHistogramDataPoint> points, bool isDelta)
        {
            var info = Info(InstrumentType.Histogram);
            foreach (var point in points.Where(point => (point.Flags & NothingRecorded) == 0))
            {
                Count(telemetry.Metrics.Add(resource, info, _attributes.Read(point.Attributes), ExponentialBuckets.Read(point, isDelta), ExemplarReader.Largest(point.Exemplars)));
            }
        }

        InstrumentInfo Info(InstrumentType type) =>
            new(TextPool.Share(_attributes.Cut(meter)), TextPool.Share(_attributes.Cut(metric.Name)), _attributes.Cut(metric.Description), _attributes.Cut(metric.Unit), type);

        void Count(bool isTaken) => refused.Add(isTaken ? 0 : 1, TooMany);
    }

    private static bool IsKnown(AggregationTemporality temporality) => temporality is AggregationTemporality.Delta or AggregationTemporality.Cumulative;

    private static bool IsDelta(AggregationTemporality temporality) => temporality == AggregationTemporality.Delta;
}
