using System.Globalization;
using System.Text.RegularExpressions;
using Foobar.Tests.Gateway.Management;

namespace Foobar.Tests.Gateway.Statistics;

/// <summary>Alone: OpenTelemetry listens to all meters of a name in the process, and other tests have gateways in it too.</summary>
[Collection(nameof(PrometheusTests))]
[CollectionDefinition(nameof(PrometheusTests), DisableParallelization = true)]
public sealed partial class PrometheusTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_AfterRequests_AreOnesThatPrometheusCanRead()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await ManagedGateway.StartAsync(web.Address, web.Address);
        for (var i = 0; i < 6; i++)
        {
            await gateway.Site.GetStringAsync("/", Cancellation);
        }

        var samples = await SampleAsync(gateway, samples => samples.Count(sample => Is(sample, "gateway_destination_request_duration_seconds_count")) == 2);

        Assert.Equal(6, samples.Where(sample => Is(sample, "gateway_destination_requests_total", "gateway_outcome=\"success\"")).Sum(sample => sample.Value));
        Assert.Equal(3, Assert.Single(samples, sample => Is(sample, "gateway_destination_requests_total", "gateway_destination=\"web-2\"", "gateway_outcome=\"success\"")).Value);
        Assert.Equal(0, samples.Where(sample => Is(sample, "gateway_destination_requests_total", "gateway_outcome=\"failed\"")).Sum(sample => sample.Value));
        Assert.Equal(2, samples.Where(sample => Is(sample, "gateway_destination_state", "gateway_state=\"up\"")).Sum(sample => sample.Value));
        Assert.Equal(0, samples.Where(sample => Is(sample, "gateway_destination_state", "gateway_state=\"drain\"")).Sum(sample => sample.Value));
        Assert.Equal(3, Assert.Single(samples, sample => Is(sample, "gateway_destination_request_duration_seconds_bucket", "gateway_destination=\"web-1\"", "le=\"+Inf\"")).Value);
        Assert.Equal(6, Assert.Single(samples, sample => Is(
            sample, "http_server_request_duration_seconds_count", "http_request_method=\"GET\"", "http_response_status_code=\"200\"", "network_protocol_version=\"1.1\"", "url_scheme=\"http\"")).Value);
        Assert.DoesNotContain(samples, sample => sample.Name.StartsWith("http_server_active_requests", StringComparison.Ordinal) || sample.Name.StartsWith("aspnetcore_memory_pool", StringComparison.Ordinal));
        Assert.Contains(samples, sample => sample.Name.StartsWith("kestrel_active_connections", StringComparison.Ordinal));
        Assert.Contains(samples, sample => sample.Name.StartsWith("dotnet_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_RequestsThatFail_AreCountedByKindAndAsEjections()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await ManagedGateway.StartAsync(GatewayServer.Refusing, web.Address);
        for (var i = 0; i < 2; i++)
        {
            await gateway.Site.GetStringAsync("/", Cancellation);
        }

        var samples = await SampleAsync(gateway, samples => samples.Any());

        Assert.Equal(1, Assert.Single(samples, sample => Is(sample, "gateway_destination_requests_total", "gateway_destination=\"web-1\"", "gateway_outcome=\"not_connected\"")).Value);
        Assert.Equal(1, Assert.Single(samples, sample => Is(sample, "gateway_destination_retries_total", "gateway_destination=\"web-2\"")).Value);
        Assert.Equal(1, Assert.Single(samples, sample => Is(sample, "gateway_destination_ejections_total", "gateway_destination=\"web-1\"")).Value);
    }

    // The durations are recorded once a second.
    private static async Task<List<Sample>> SampleAsync(ManagedGateway gateway, Func<IEnumerable<Sample>, bool> isReady)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            var samples = Parse(await gateway.Client.GetStringAsync("/metrics", limit.Token));
            if (isReady(samples))
            {
                return samples;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    // The text format (prometheus.io/docs/instrumenting/exposition_formats): every line is a comment or a sample.
    private static List<Sample> Parse(string text)
    {
        var samples = new List<Sample>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!line.StartsWith('#'))
            {
                var match = Line().Match(line);
                Assert.True(match.Success, line);
                samples.Add(new(match.Groups["name"].Value, match.Groups["labels"].Value, double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture)));
            }
        }

        return samples;
    }

    private static bool Is(Sample sample, string name, params string[] labels) =>
        sample.Name == name && labels.All(label => sample.Labels.Contains(label, StringComparison.Ordinal));

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*",?)*)\})? (?<value>[-+]?([0-9.]+(e[-+]?[0-9]+)?|Inf)|NaN)( [0-9]+)?$""", RegexOptions.IgnoreCase)]
    private static partial Regex Line();

    private sealed record Sample(string Name, string Labels, double Value);
}
