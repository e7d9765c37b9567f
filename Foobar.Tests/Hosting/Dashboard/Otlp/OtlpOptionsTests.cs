using Aspire.Hosting;
using Foobar.Hosting.Dashboard.Otlp;
using Foobar.Hosting.Dashboard.Telemetry;
using Microsoft.Extensions.Configuration;

namespace Foobar.Tests.Hosting.Dashboard.Otlp;

public sealed class OtlpOptionsTests
{
    [Fact]
    public void From_Nothing_TakesFreePortsAndMakesAKeyEachTime()
    {
        var options = OtlpOptions.From(Configuration());

        Assert.Null(options.GrpcUrl);
        Assert.Null(options.HttpUrl);
        Assert.Matches("^[0-9a-f]{32}$", options.ApiKey);
        Assert.NotEqual(options.ApiKey, OtlpOptions.From(Configuration()).ApiKey);
    }

    [Fact]
    public void From_AspiresNames_AreRead()
    {
        var options = OtlpOptions.From(Configuration(
            ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://localhost:18889"), ("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "http://127.0.0.1:18890"), ("AppHost:OtlpApiKey", "key")));

        Assert.Equal(new OtlpOptions(new Uri("http://localhost:18889"), new Uri("http://127.0.0.1:18890"), "key"), options);
    }

    [Theory]
    [InlineData("http://foobar.com:4317")]
    [InlineData("https://localhost:4317")]
    [InlineData("4317")]
    public void From_UrlNotOfThisMachine_IsRefused(string url)
    {
        var refusal = Assert.Throws<DistributedApplicationException>(() => OtlpOptions.From(Configuration(("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", url))));

        Assert.Contains(url, refusal.Message);
        Assert.Contains("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", refusal.Message);
    }

    [Fact]
    public void Limits_AspiresNames_AreRead()
    {
        var limits = TelemetryLimits.From(Configuration(("Dashboard:TelemetryLimits:MaxLogCount", "5"), ("Dashboard:TelemetryLimits:MaxTraceCount", "6")));

        Assert.Equal((5, 6, 30, 128), (limits.MaxLogCount, limits.MaxTraceCount, limits.MaxSpanCount, limits.MaxAttributeCount));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    [InlineData("99999999")]
    public void Limits_NotPossible_AreRefused(string value) =>
        Assert.Contains("MaxLogCount", Assert.Throws<DistributedApplicationException>(() => TelemetryLimits.From(Configuration(("Dashboard:TelemetryLimits:MaxLogCount", value)))).Message);

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();
}
