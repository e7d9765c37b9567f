using System.Globalization;
using Foobar.Hosting.Dashboard.Otlp.Wire;
using Google.Protobuf;

namespace Foobar.DashboardBench.Load;

/// <summary>What a service sends, much like what the services of this repository send.</summary>
internal sealed class Batches(string service)
{
    private const int SpansOfTrace = 5;
    private const int NanosecondsPerTick = 100;

    private readonly Random _random = new(service.GetHashCode(StringComparison.Ordinal));
    private long _number;

    public byte[] Logs(int count)
    {
        var scope = new ScopeLogs { Scope = new() { Name = "Foobar.Web.Links.LinkService" } };
        for (var i = 0; i < count; i++)
        {
            var number = ++_number;
            scope.LogRecords.Add(new LogRecord
            {
                TimeUnixNano = Now(),
                SeverityNumber = number % 100 == 0 ? 17 : 9,
                Body = Text(string.Create(CultureInfo.InvariantCulture, $"Request {number} for link code-{number % 1000} was answered in {number % 50} ms by mysql-2")),
                TraceId = Bytes(16),
                SpanId = Bytes(8),
                Attributes =
                {
                    Attribute("Number", number.ToString(CultureInfo.InvariantCulture)), Attribute("Code", $"code-{number % 1000}"), Attribute("Milliseconds", $"{number % 50}"),
                    Attribute("Node", "mysql-2"), Attribute("{OriginalFormat}", "Request {Number} for link {Code} was answered in {Milliseconds} ms by {Node}"),
                },
            });
        }

        return new ExportLogsServiceRequest { ResourceLogs = { new ResourceLogs { Resource = Sender(), ScopeLogs = { scope } } } }.ToByteArray();
    }

    public byte[] Spans(int count)
    {
        var scope = new ScopeSpans { Scope = new() { Name = "Microsoft.AspNetCore" } };
        var (trace, parent) = (Bytes(16), ByteString.Empty);
        for (var i = 0; i < count; i++)
        {
            if (i % SpansOfTrace == 0)
            {
                (trace, parent) = (Bytes(16), ByteString.Empty);
            }

            var (id, now) = (Bytes(8), Now());
            scope.Spans.Add(new Span
            {
                TraceId = trace,
                SpanId = id,
                ParentSpanId = parent,
                Name = "GET /{code}",
                Kind = Span.Types.SpanKind.Server,
                StartTimeUnixNano = now - 5_000_000,
                EndTimeUnixNano = now,
                Attributes =
                {
                    Attribute("http.request.method", "GET"), Attribute("http.route", "/{code}"), Attribute("url.path", $"/code-{_random.Next(1000)}"), Attribute("url.scheme", "http"),
                    Attribute("http.response.status_code", "302"), Attribute("server.address", "localhost"), Attribute("server.port", "8080"), Attribute("network.protocol.version", "2"),
                },
            });
            parent = id;
        }

        return new ExportTraceServiceRequest { ResourceSpans = { new ResourceSpans { Resource = Sender(), ScopeSpans = { scope } } } }.ToByteArray();
    }

    private static ulong Now() => (ulong)(DateTime.UtcNow - DateTime.UnixEpoch).Ticks * NanosecondsPerTick;

    private static AnyValue Text(string text) => new() { StringValue = text };

    private static KeyValue Attribute(string key, string value) => new() { Key = key, Value = Text(value) };

    private Resource Sender() => new() { Attributes = { Attribute("service.name", service), Attribute("service.instance.id", service) } };

    private ByteString Bytes(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        return ByteString.CopyFrom(bytes);
    }
}
