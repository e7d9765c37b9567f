using System.Diagnostics;
using System.Diagnostics.Metrics;
using Foobar.Hosting.Dashboard.Telemetry.Metrics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Foobar.Tests.Hosting.Dashboard.Otlp;

/// <summary>What OpenTelemetry's own exporter sends arrives, by either protocol.</summary>
public sealed class ExporterTests
{
    private const string Service = "shop";
    private const string Instance = "shop-2";

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task Traces_OfTheRealExporter_AreStoredWhole(OtlpExportProtocol protocol)
    {
        await using var receiver = await TestReceiver.StartAsync();
        using var source = new ActivitySource($"Tests.{Guid.NewGuid():N}");
        var link = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        string[] letters = ["a", "b"];
        ActivityTraceId traceId;
        ActivitySpanId rootId;
        using (var provider = Sdk.CreateTracerProviderBuilder().AddSource(source.Name).ConfigureResource(Describe).AddOtlpExporter(options => Send(options, receiver, protocol, "traces")).Build())
        {
            using (var root = source.StartActivity("GET /links", ActivityKind.Server)!)
            {
                (traceId, rootId) = (root.TraceId, root.SpanId);
                root.SetTag("http.response.status_code", 200).SetTag("list", letters).SetTag("ratio", 0.5).SetTag("secure", true);
                using var child = source.StartActivity(ActivityKind.Client, links: [new(link, new() { ["why"] = "retry" })], name: "SELECT")!;
                child.AddEvent(new("retried", tags: new() { ["attempt"] = 2 }));
                child.SetStatus(ActivityStatusCode.Error, "lost connection");
            }
        }

        var trace = Assert.Single(receiver.Store.Traces.Read());
        Assert.Equal(traceId.ToHexString(), trace.Id.ToString());
        Assert.Equal($"{Instance}: GET /links", trace.Name);
        Assert.Equal(1, trace.Errors);
        var server = Assert.Single(trace.Spans, span => span.SpanId.ToString() == rootId.ToHexString());
        Assert.Equal("Server", server.Kind.ToString());
        Assert.Equal(source.Name, server.Scope);
        Assert.Equal(
            [("http.response.status_code", "200"), ("list", """["a","b"]"""), ("ratio", "0.5"), ("secure", "true")],
            server.Attributes.Select(attribute => (attribute.Key, attribute.Value)));
        var client = Assert.Single(trace.Spans, span => span.ParentId == server.SpanId);
        Assert.Equal(("SELECT", "Client", "Error", "lost connection"), (client.Name, client.Kind.ToString(), client.Status.ToString(), client.StatusMessage));
        Assert.Equal(("retried", "2"), (client.Events[0].Name, client.Events[0].Attributes[0].Value));
        Assert.Equal((link.TraceId.ToHexString(), "retry"), (client.Links[0].TraceId.ToString(), client.Links[0].Attributes[0].Value));
        Assert.InRange(client.Start, server.Start, server.End);
        Assert.Equal(Instance, Assert.Single(receiver.Store.Resources.All).Name);
        Assert.Equal(0, receiver.Store.Rejected);
    }

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task Logs_OfTheRealExporter_AreStoredWhole(OtlpExportProtocol protocol)
    {
        await using var receiver = await TestReceiver.StartAsync();
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        using (var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddOpenTelemetry(options =>
        {
            options.IncludeFormattedMessage = true;
            options.SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService(Service, serviceInstanceId: Instance));
            options.AddOtlpExporter(exporter => Send(exporter, receiver, protocol, "logs"));
        })))
        {
            var logger = loggers.CreateLogger("Shop.Orders");
#pragma warning disable CA1848, CA1873, CA2254 // What is logged here is not read often enough for generated methods.
            foreach (var level in Enum.GetValues<LogLevel>().Where(level => level != LogLevel.None))
            {
                logger.Log(level, "level {Level}", level);
            }

            logger.LogError(new InvalidOperationException("no stock"), "Order {OrderId} failed", 42);
#pragma warning restore CA1848, CA1873, CA2254
        }

        var entries = receiver.Store.Logs.Read();
        Assert.Equal(Enum.GetValues<LogLevel>().Where(level => level != LogLevel.None), entries.SkipLast(1).Select(entry => entry.Level));
        var failed = entries[^1];
        Assert.Equal(("Order 42 failed", "Shop.Orders", Instance), (failed.Message, failed.Category, failed.Resource.Name));
        Assert.Equal((activity.TraceId.ToHexString(), activity.SpanId.ToHexString()), (failed.TraceId.ToString(), failed.SpanId.ToString()));
        Assert.Equal("42", failed.Find("OrderId"));
        Assert.Contains("InvalidOperationException", failed.ExceptionType);
        Assert.Equal("no stock", failed.Find("exception.message"));
        Assert.Contains("no stock", failed.Find("exception.stacktrace"));
    }

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc, MetricReaderTemporalityPreference.Cumulative)]
    [InlineData(OtlpExportProtocol.HttpProtobuf, MetricReaderTemporalityPreference.Delta)]
    public async Task Metrics_OfTheRealExporter_AreStored(OtlpExportProtocol protocol, MetricReaderTemporalityPreference temporality)
    {
        await using var receiver = await TestReceiver.StartAsync();
        using var meter = new Meter($"Tests.{Guid.NewGuid():N}");
        var counter = meter.CreateCounter<long>("orders", "{order}", "Orders taken.");
        var upDown = meter.CreateUpDownCounter<int>("carts");
        var histogram = meter.CreateHistogram("duration", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2] });
        var exponential = meter.CreateHistogram<double>("size", "By");
        meter.CreateObservableGauge("temperature", () => 20.5);
        using (var provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(meter.Name)
            .AddView("size", new Base2ExponentialBucketHistogramConfiguration())
            .ConfigureResource(Describe)
            .AddOtlpExporter((exporter, reader) =>
            {
                Send(exporter, receiver, protocol, "metrics");
                reader.TemporalityPreference = temporality;
            })
            .Build())
        {
            counter.Add(3, new KeyValuePair<string, object?>("kind", "book"));
            upDown.Add(2);
            histogram.Record(1.5);
            exponential.Record(1000);
            provider.ForceFlush();
            counter.Add(4, new KeyValuePair<string, object?>("kind", "book"));
            histogram.Record(1.7);
            exponential.Record(1000);
        }

        var list = Foobar.Hosting.Dashboard.Telemetry.Metrics.MetricReader.List(receiver.Store.Metrics, []);
        Assert.Equal(
            [("carts", "UpDownCounter"), ("duration", "Histogram"), ("orders", "Counter"), ("size", "Histogram"), ("temperature", "Gauge")],
            list.Select(instrument => (instrument.Name, instrument.Type)));
        Assert.All(list, instrument => Assert.Equal([Instance], instrument.Resources));
        Assert.Equal(("{order}", "Orders taken."), (list[2].Unit, list[2].Description));
        Assert.Equal(7, Numbers("orders").Timeline.Last.Value);
        Assert.Equal("book", Numbers("orders").Find("kind"));
        Assert.Equal(2, Numbers("carts").Timeline.Last.Value);
        Assert.Equal(20.5, Numbers("temperature").Timeline.Last.Value);
        Assert.Equal([0, 2, 0], Histogram("duration").Timeline.Last.Value.Buckets);
        Assert.Equal(3.2, Histogram("duration").Timeline.Last.Value.Sum, 6);
        var size = Histogram("size");
        Assert.InRange(Quantiles.Estimate(size.Bounds, size.Timeline.Last.Value.Buckets, 0.5)!.Value, 700, 1_450);
        Assert.Equal(0, receiver.Store.Rejected);

        MetricSeries Series(string name) => receiver.Store.Metrics.Read(instruments => Assert.Single(instruments[(meter.Name, name)].Series));
        NumberSeries Numbers(string name) => Assert.IsType<NumberSeries>(Series(name));
        HistogramSeries Histogram(string name) => Assert.IsType<HistogramSeries>(Series(name));
    }

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task Traces_WrongKey_AreRefused(OtlpExportProtocol protocol)
    {
        await using var receiver = await TestReceiver.StartAsync();
        using var source = new ActivitySource($"Tests.{Guid.NewGuid():N}");
        using (var provider = Sdk.CreateTracerProviderBuilder().AddSource(source.Name).AddOtlpExporter(options =>
        {
            Send(options, receiver, protocol, "traces");
            options.Headers = "x-otlp-api-key=wrong";
        }).Build())
        {
            source.StartActivity("GET /links")!.Dispose();
        }

        Assert.Empty(receiver.Store.Traces.Read());
        Assert.Empty(receiver.Store.Resources.All);
    }

    private static void Describe(ResourceBuilder resource) => resource.Clear().AddService(Service, serviceInstanceId: Instance);

    private static void Send(OtlpExporterOptions options, TestReceiver receiver, OtlpExportProtocol protocol, string signal)
    {
        options.Protocol = protocol;
        options.Endpoint = protocol == OtlpExportProtocol.Grpc ? receiver.GrpcUrl : new Uri(receiver.HttpUrl, $"v1/{signal}");
        options.Headers = $"x-otlp-api-key={TestReceiver.Key}";
    }
}
