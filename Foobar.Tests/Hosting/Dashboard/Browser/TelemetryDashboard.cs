using Aspire.Hosting;
using Foobar.Hosting.Dashboard.Telemetry;
using Foobar.Hosting.Dashboard.Telemetry.Logs;
using Foobar.Hosting.Dashboard.Telemetry.Metrics;
using Foobar.Hosting.Dashboard.Telemetry.Traces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Foobar.Tests.Hosting.Dashboard.Browser;

/// <summary>The dashboard of a small application that has sent logs, a trace and metrics.</summary>
public sealed class TelemetryDashboard : IAsyncLifetime
{
    public const string TraceId = "0000000000000000000000000000abcd";

    public const int Entries = 3_000;

    private const int Failures = 3;

    private readonly TelemetryResource _gateway = NewResource("gateway-1");
    private readonly TelemetryResource _web = NewResource("web-1");
    private TestDashboard? _dashboard;

    public Uri LoginUrl => Dashboard.LoginUrl;

    internal TestDashboard Dashboard => _dashboard ?? throw new InvalidOperationException("The dashboard is not started.");

    private TelemetryStore Store => Dashboard.App.Services.GetRequiredService<TelemetryStore>();

    public async ValueTask InitializeAsync()
    {
        _dashboard = await TestDashboard.StartAsync(builder =>
        {
            var web = builder.AddResource(new TestDashboard.Thing("web-1"));
            builder.AddResource(new TestDashboard.Thing("gateway-1")).WithReferenceRelationship(web.Resource);
        });
        AddTrace();
        AddLogs();
        AddMetrics();
    }

    public ValueTask DisposeAsync() => _dashboard?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>One more entry, as if it had just come in.</summary>
    public void Log(string message) => Store.Logs.Add([NewEntry(message)]);

    private static TelemetryResource NewResource(string name) => new(name, name, name, DateTime.UtcNow);

    private static TelemetryAttribute[] Attributes(params (string Key, string Value)[] attributes) =>
        [.. attributes.Select(a => new TelemetryAttribute(a.Key, a.Value))];

    private LogEntry NewEntry(string message) => new()
    {
        Resource = _web,
        Time = DateTime.UtcNow,
        ObservedTime = DateTime.UtcNow,
        Level = LogLevel.Information,
        Category = "Shop.Orders",
        Message = message,
    };

    private void AddLogs()
    {
        Store.Logs.Add([.. Enumerable.Range(1, Entries - Failures).Select(i => NewEntry($"Order {i} was paid") with { Attributes = Attributes(("OrderId", $"{i}")) })]);
        Store.Logs.Add([.. Enumerable.Range(1, Failures).Select(i => NewEntry($"Payment {i} failed") with
        {
            Level = LogLevel.Error,
            TraceId = new(0xabcd),
            SpanId = new(3),
            Attributes = Attributes(("exception.type", "System.TimeoutException"), ("exception.message", "No answer."), ("exception.stacktrace", "   at Shop.Pay()"), ("OrderId", $"{i}")),
        })]);
    }

    private void AddTrace()
    {
        var start = DateTime.UtcNow;
        SpanRecord Span(ulong id, ulong parent, string name, SpanKind kind, TelemetryResource resource, double from, double to) => new()
        {
            Resource = resource,
            TraceId = new(0xabcd),
            SpanId = new(id),
            ParentId = new(parent),
            Name = name,
            Kind = kind,
            Scope = "Tests",
            Start = start.AddMilliseconds(from),
            End = start.AddMilliseconds(to),
        };
        Store.Traces.Add(
        [
            Span(1, 0, "GET /orders", SpanKind.Server, _gateway, 0, 100),
            Span(2, 1, "GET", SpanKind.Client, _gateway, 5, 95),
            Span(3, 2, "GET /orders/{id}", SpanKind.Server, _web, 10, 90) with { Status = SpanStatus.Error, StatusMessage = "No answer.", Events = [new("exception", start.AddMilliseconds(80), Attributes(("exception.type", "System.TimeoutException")))] },
            Span(4, 3, "SELECT shop.orders", SpanKind.Client, _web, 20, 40) with { Attributes = Attributes(("db.query.text", "SELECT * FROM orders WHERE id = ?"), ("db.system.name", "mysql")), Links = [new(new(0xabcd), new(1), [])] },
        ]);
    }

    private void AddMetrics()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var requests = new InstrumentInfo("Shop", "shop.requests", "Orders that were asked for.", "{request}", InstrumentType.UpDownCounter);
        foreach (var (resource, value) in new[] { (_gateway, 7.0), (_web, 5.0) })
        {
            for (var second = 20; second >= 0; second--)
            {
                Store.Metrics.Add(resource, requests, Attributes(("method", "GET")), new NumberPoint(0, now - (second * 1_000), value));
            }
        }
    }
}
