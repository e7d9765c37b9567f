using Foobar.Hosting.Dashboard.Otlp.Wire;
using Google.Protobuf;

namespace Foobar.Tests.Hosting.Dashboard.Otlp;

/// <summary>Messages with about everything that there can be in them.</summary>
internal static class OtlpMessages
{
    private static ulong Now => (ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000_000;

    public static ExportLogsServiceRequest Logs(string message, string service) => new()
    {
        ResourceLogs =
        {
            new ResourceLogs
            {
                Resource = Sender(service),
                ScopeLogs =
                {
                    new ScopeLogs
                    {
                        Scope = new() { Name = "Shop" },
                        LogRecords = { new LogRecord { TimeUnixNano = Now, SeverityNumber = 17, Body = Text(message), Attributes = { Attribute("id", Text("1")) }, EventName = "Failed" } },
                    },
                },
            },
        },
    };

    public static ExportTraceServiceRequest Trace() => new()
    {
        ResourceSpans =
        {
            new ResourceSpans
            {
                Resource = Sender("shop"),
                ScopeSpans =
                {
                    new ScopeSpans
                    {
                        Scope = new() { Name = "Shop" },
                        Spans =
                        {
                            new Span
                            {
                                TraceId = ByteString.CopyFrom(Enumerable.Repeat((byte)7, 16).ToArray()),
                                SpanId = ByteString.CopyFrom(1, 2, 3, 4, 5, 6, 7, 8),
                                ParentSpanId = ByteString.CopyFrom(8, 7, 6, 5, 4, 3, 2, 1),
                                Name = "SELECT",
                                Kind = Span.Types.SpanKind.Client,
                                StartTimeUnixNano = Now,
                                EndTimeUnixNano = Now + 1_000,
                                Status = new() { Code = Status.Types.StatusCode.Error, Message = "lost" },
                                Attributes = { Attribute("list", new AnyValue { ArrayValue = new() { Values = { Text("a"), new AnyValue { DoubleValue = 1.5 } } } }) },
                                Events = { new Span.Types.Event { Name = "retried", TimeUnixNano = Now } },
                                Links = { new Span.Types.Link { TraceId = ByteString.CopyFrom(Enumerable.Repeat((byte)9, 16).ToArray()), SpanId = ByteString.CopyFrom(9, 9, 9, 9, 9, 9, 9, 9) } },
                            },
                        },
                    },
                },
            },
        },
    };

    public static ExportMetricsServiceRequest Metrics() => new()
    {
        ResourceMetrics =
        {
            new ResourceMetrics
            {
                Resource = Sender("shop"),
                ScopeMetrics =
                {
                    new ScopeMetrics
                    {
                        Scope = new() { Name = "Shop" },
                        Metrics =
                        {
                            new Metric { Name = "gauge", Gauge = new() { DataPoints = { new NumberDataPoint { TimeUnixNano = Now, AsDouble = 1 } } } },
                            new Metric
                            {
                                Name = "sum",
                                Sum = new() { IsMonotonic = true, AggregationTemporality = AggregationTemporality.Cumulative, DataPoints = { new NumberDataPoint { StartTimeUnixNano = Now, TimeUnixNano = Now, AsInt = 1 } } },
                            },
                            new Metric
                            {
                                Name = "histogram",
                                Histogram = new()
                                {
                                    AggregationTemporality = AggregationTemporality.Delta,
                                    DataPoints = { new HistogramDataPoint { TimeUnixNano = Now, Count = 1, Sum = 1, ExplicitBounds = { 1, 2 }, BucketCounts = { 1, 0, 0 } } },
                                },
                            },
                            new Metric
                            {
                                Name = "exponential",
                                ExponentialHistogram = new()
                                {
                                    AggregationTemporality = AggregationTemporality.Cumulative,
                                    DataPoints = { new ExponentialHistogramDataPoint { TimeUnixNano = Now, Count = 1, Scale = 3, Positive = new() { Offset = 5, BucketCounts = { 1 } } } },
                                },
                            },
                        },
                    },
                },
            },
        },
    };

    private static Resource Sender(string service) => new() { Attributes = { Attribute("service.name", Text(service)) } };

    private static KeyValue Attribute(string key, AnyValue value) => new() { Key = key, Value = value };

    private static AnyValue Text(string text) => new() { StringValue = text };
}
