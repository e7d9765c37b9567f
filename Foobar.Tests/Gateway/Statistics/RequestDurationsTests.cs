using System.Diagnostics;
using System.Diagnostics.Metrics;
using Foobar.Gateway.Statistics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Foobar.Tests.Gateway.Statistics;

public sealed class RequestDurationsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly List<(double Seconds, string Tags)> _recorded = [];
    private readonly RequestDurations _durations;

    public RequestDurationsTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, value, tags, _) =>
            _recorded.Add((value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")))));
        _listener.Start();
        _durations = new RequestDurations(meters);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void Record_NotTraced_IsCountedUntilItIsRecordedOnce()
    {
        _durations.Record(Request("GET", 200), TimeSpan.FromMilliseconds(10));
        _durations.Record(Request("GET", 200), TimeSpan.FromMilliseconds(20));
        Assert.Empty(_recorded);

        _durations.RecordCounted();
        _durations.RecordCounted();

        Assert.Equal(2, _recorded.Count);
        Assert.InRange(_recorded[0].Seconds, 0.01 * 15 / 16, 0.01 * 17 / 16);
        Assert.InRange(_recorded[1].Seconds, 0.02 * 15 / 16, 0.02 * 17 / 16);

        _durations.Record(Request("GET", 200), TimeSpan.FromMilliseconds(10));
        _durations.RecordCounted();
        Assert.Equal(3, _recorded.Count);
    }

    [Fact]
    public void Record_Traced_IsRecordedExactlyInItsTrace()
    {
        using var span = new Activity("request") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();

        _durations.Record(Request("GET", 200), TimeSpan.FromMilliseconds(10.3));

        Assert.Equal(0.0103, Assert.Single(_recorded).Seconds, precision: 9);
        _durations.RecordCounted();
        Assert.Single(_recorded);
    }

    [Theory]
    [InlineData("GET", 200, "http.request.method=GET url.scheme=https network.protocol.version=2 http.response.status_code=200")]
    [InlineData("PURGE", 404, "http.request.method=_OTHER url.scheme=https network.protocol.version=2 http.response.status_code=404")]
    [InlineData("POST", 503, "http.request.method=POST url.scheme=https network.protocol.version=2 http.response.status_code=503 error.type=503")]
    public void Record_KindsOfRequests_AreToldApart(string method, int statusCode, string expected)
    {
        _durations.Record(Request("GET", 304), TimeSpan.FromMilliseconds(1));
        _durations.Record(Request(method, statusCode), TimeSpan.FromMilliseconds(1));
        _durations.RecordCounted();

        Assert.Equal(2, _recorded.Count);
        Assert.Contains(expected, _recorded.Select(recorded => recorded.Tags));
    }

    private static DefaultHttpContext Request(string method, int statusCode) => new()
    {
        Request = { Method = method, Scheme = "https", Protocol = HttpProtocol.Http2 },
        Response = { StatusCode = statusCode },
    };
}
