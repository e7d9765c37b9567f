using Foobar.Hosting.Dashboard.Otlp;
using Foobar.Hosting.Dashboard.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foobar.Tests.Hosting.Dashboard.Otlp;

/// <summary>A receiver on free ports, with the stores that it fills.</summary>
internal sealed class TestReceiver : IAsyncDisposable
{
    public const string Key = "0123456789abcdef";

    private readonly OtlpReceiver _receiver;

    private TestReceiver(OtlpReceiver receiver, TelemetryStore store)
    {
        (_receiver, Store) = (receiver, store);
        Http = new HttpClient { BaseAddress = receiver.HttpUrl };
        Http.DefaultRequestHeaders.Add("x-otlp-api-key", Key);
    }

    public TelemetryStore Store { get; }

    /// <summary>A client that has the key.</summary>
    public HttpClient Http { get; }

    public Uri GrpcUrl => _receiver.GrpcUrl;

    public Uri HttpUrl => _receiver.HttpUrl;

    public static async Task<TestReceiver> StartAsync(TelemetryLimits? limits = null, Uri? httpUrl = null)
    {
        var store = new TelemetryStore(limits ?? new(), TimeProvider.System);
        var options = OtlpOptions.From(new ConfigurationBuilder().AddInMemoryCollection([new("AppHost:OtlpApiKey", Key)]).Build());
        return new(await OtlpReceiver.StartAsync(options with { HttpUrl = httpUrl }, store, NullLoggerFactory.Instance, TestContext.Current.CancellationToken), store);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _receiver.DisposeAsync();
    }
}
